/// Where a text is no YAML.
struct YAMLSyntaxError: Error {
    /// What libyaml says about it.
    var problem: String
    var position: TextPosition?
    /// What was being read, for example `while parsing a flow sequence`.
    var context: String?
    /// Where that begins.
    var contextPosition: TextPosition?

    /// What to show of it, given what stands at the place, if anything does.
    func message(at character: Unicode.Scalar?) -> (message: String, remedy: String) {
        guard !problem.contains("nesting level") else {
            return ("values are nested too deeply here", "remove what is too deep")
        }
        var message = "this is not valid YAML: \(problem)"
        if let context {
            message += " \(context)"
            if let contextPosition, contextPosition != position { message += " that begins at \(contextPosition)" }
        }
        return (message, remedy(character))
    }

    private func remedy(_ character: Unicode.Scalar?) -> String {
        switch problem {
        case _ where problem.contains("cannot start any token"):
            return character == "\t"
                ? "indent with spaces, as YAML allows no tabs there"
                : "write the value in quotes if it begins with '\(character.map { String($0) } ?? "")'"
        case _ where problem.contains("alphabetic or numeric character"):
            return "write a value that begins with '*' or '&' in quotes, for example \"**/*.csv\""
        case _ where problem.contains("',' or"): return "close the bracket, or put a comma between the values"
        case _ where problem.contains("mapping values are not allowed"):
            return "write the value in quotes if the colon belongs to it, or mend the indentation"
        case _ where problem.contains("expected ':'"): return "write 'key: value', with a space after the colon"
        case _ where problem.contains("unexpected end of stream"): return "close the quote"
        case _ where problem.contains("duplicate %"): return "remove the line"
        default: return "see that indentation, quotes and brackets are as they should be"
        }
    }
}
