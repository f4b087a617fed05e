/// Text from outside made fit for messages.
enum PlainText {
    /// One line of at most `limit` characters, without control characters.
    static func clean(_ text: String, limit: Int) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                result.append(" ")
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
