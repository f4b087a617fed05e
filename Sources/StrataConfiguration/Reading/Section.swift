/// A mapping of the file whose keys are known.
struct Section {
    /// What it is called in messages, for example `bases.cuda`; empty for the file itself.
    let name: String
    private var values: [String: YAMLNode] = [:]
    private var positions: [String: TextPosition] = [:]

    /// Reads a mapping's keys.
    ///
    /// - Returns: `nil` when the node is no mapping; then `problems` says so. Keys that are not known, or stand there
    ///   twice, are problems too.
    init?(_ node: YAMLNode, _ kind: SectionKind, named name: String, _ problems: inout Problems) {
        self.name = name
        guard let entries = Entries.read(node, named: name, example: kind.example, &problems) else { return nil }
        for entry in entries {
            guard kind.keys.contains(entry.key) else {
                problems.add(
                    entry.position,
                    "unknown key '\(Shown.text(entry.key))'\(name.isEmpty ? "" : " in \(name)")",
                    kind.remedy(forUnknown: entry.key)
                )
                continue
            }
            values[entry.key] = entry.value
            positions[entry.key] = entry.position
        }
    }

    /// The value of a key, or `nil` when the key is not there, or has no value; then `problems` says so.
    func value(_ key: String, _ problems: inout Problems) -> YAMLNode? {
        guard let node = values[key] else { return nil }
        guard node.isNull else { return node }
        problems.add(positions[key], "'\(path(key))' has no value", "give it one, or remove the key")
        return nil
    }

    /// Whether the key is there, with a value or without.
    func has(_ key: String) -> Bool { values[key] != nil }

    /// Where a key stands.
    func position(_ key: String) -> TextPosition? { positions[key] }

    /// What a key is called in messages.
    func path(_ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }
}
