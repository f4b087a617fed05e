/// A value of a YAML document, with its place.
struct YAMLNode {
    /// A key and its value.
    struct Entry {
        var key: YAMLNode
        var value: YAMLNode
    }

    /// What a node holds.
    enum Content {
        /// Text; `isPlain` when it is not in quotes, so that it can also mean a number, a truth value or nothing.
        case scalar(String, isPlain: Bool)
        case list([YAMLNode])
        case mapping([Entry])
    }

    var content: Content
    var position: TextPosition
    /// How many nodes it is made of, itself included; what an alias repeats counts again.
    var weight: Int

    /// Whether it is nothing, as in `key:`, `key: ~` and `key: null`.
    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }
}
