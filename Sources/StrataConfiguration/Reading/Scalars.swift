/// Reads single values; what is none of the asked kind is a problem, and then `nil` is returned.
enum Scalars {
    /// Text as it is written, also of what YAML takes for a number or a truth value.
    static func text(_ node: YAMLNode, named name: String, _ problems: inout Problems) -> Located<String>? {
        guard case .scalar(let text, _) = node.content else {
            problems.add(node.position, "'\(name)' must be a text", "write a single value after the colon")
            return nil
        }
        guard !node.isNull else {
            problems.add(
                node.position,
                "'\(name)' has no value",
                "write \(text.isEmpty ? "\"\"" : "\"\(text)\"") in quotes if that is the text, or remove it"
            )
            return nil
        }
        return Located(text, at: node.position)
    }

    /// Text that is not empty.
    static func word(_ node: YAMLNode, named name: String, _ problems: inout Problems) -> Located<String>? {
        guard let text = text(node, named: name, &problems) else { return nil }
        guard !text.value.isEmpty else {
            problems.add(node.position, "'\(name)' is empty", "give it a value, or remove the key")
            return nil
        }
        return text
    }

    static func truth(_ node: YAMLNode, named name: String, _ problems: inout Problems) -> Bool? {
        if case .scalar(let text, isPlain: true) = node.content {
            if ["true", "True", "TRUE"].contains(text) { return true }
            if ["false", "False", "FALSE"].contains(text) { return false }
        }
        problems.add(node.position, "'\(name)' must be true or false", "write true or false, without quotes")
        return nil
    }

    /// A whole number within bounds.
    static func integer(
        _ node: YAMLNode,
        in range: ClosedRange<Int>,
        named name: String,
        _ problems: inout Problems
    ) -> Located<Int>? {
        if case .scalar(let text, _) = node.content, let number = Int(text), range.contains(number) {
            return Located(number, at: node.position)
        }
        problems.add(
            node.position,
            "'\(name)' must be a whole number from \(range.lowerBound) to \(range.upperBound)",
            "write such a number, or remove the key"
        )
        return nil
    }

    /// One of a few words.
    static func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ node: YAMLNode,
        of type: Choice.Type,
        named name: String,
        _ problems: inout Problems
    ) -> Choice? {
        guard let text = text(node, named: name, &problems) else { return nil }
        if let choice = Choice(rawValue: text.value) { return choice }
        let words = Choice.allCases.map(\.rawValue)
        let nearest = Suggestion.nearest(to: text.value, among: words)
        problems.add(
            node.position,
            "'\(name)' cannot be '\(Shown.text(text.value))'",
            nearest.map { "did you mean '\($0)'?" } ?? "write \(Shown.list(words, "or"))"
        )
        return nil
    }
}
