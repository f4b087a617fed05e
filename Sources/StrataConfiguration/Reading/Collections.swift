/// Reads lists and mappings of single values; what is wrong with a part is a problem, and the part is left out.
enum Collections {
    /// A list of texts that are not empty.
    static func words(_ node: YAMLNode, named name: String, _ problems: inout Problems) -> [Located<String>] {
        guard case .list(let nodes) = node.content else {
            var remedy = "write each value on a line of its own that begins with '- '"
            if case .scalar(let text, _) = node.content { remedy = "write [\"\(Shown.text(text))\"]" }
            problems.add(node.position, "'\(name)' must be a list", remedy)
            return []
        }
        return nodes.compactMap { Scalars.word($0, named: "\(name)[]", &problems) }
    }

    /// A mapping of names to texts, in the order of the file.
    static func texts(_ node: YAMLNode, named name: String, _ problems: inout Problems) -> [NamedText] {
        let example = "'NAME: \"text\"' below it"
        guard let entries = Entries.read(node, named: name, example: example, &problems) else { return [] }
        return entries.compactMap { entry in
            guard !entry.key.contains("="), entry.key.unicodeScalars.allSatisfy({ $0.value > 0x20 }) else {
                problems.add(
                    entry.position,
                    "'\(Shown.text(entry.key))' in \(name) cannot be a name",
                    "use no blanks and no '=' in it"
                )
                return nil
            }
            let text = Scalars.text(entry.value, named: "\(name).\(Shown.text(entry.key))", &problems)
            return text.map { NamedText(name: entry.key, text: $0) }
        }
    }
}
