/// A mapping with any keys, in the order of the file.
enum Entries {
    /// A key and its value.
    struct Entry {
        var key: String
        var position: TextPosition
        var value: YAMLNode
    }

    /// Reads a mapping; of a key that stands there twice the first counts.
    ///
    /// - Returns: `nil` when the node is no mapping; then `problems` says so.
    static func read(
        _ node: YAMLNode,
        named name: String,
        example: String,
        _ problems: inout Problems
    ) -> [Entry]? {
        guard case .mapping(let pairs) = node.content else {
            let subject = name.isEmpty ? "the file" : "'\(name)'"
            problems.add(node.position, "\(subject) must be a mapping of keys to values", "write it as \(example)")
            return nil
        }
        var entries: [Entry] = []
        var first: [String: TextPosition] = [:]
        for pair in pairs {
            let position = pair.key.position
            guard case .scalar(let key, _) = pair.key.content, !pair.key.isNull, !key.isEmpty else {
                problems.add(position, "a key\(within(name)) is not a word", "write 'key: value' there")
                continue
            }
            if let earlier = first[key] {
                problems.add(
                    position,
                    "the key '\(Shown.text(key))'\(within(name)) stands there twice, first on line \(earlier.line)",
                    "remove one of the two"
                )
                continue
            }
            first[key] = position
            entries.append(Entry(key: key, position: position, value: pair.value))
        }
        return entries
    }

    private static func within(_ name: String) -> String { name.isEmpty ? "" : " in \(name)" }
}
