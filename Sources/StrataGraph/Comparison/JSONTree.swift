/// A JSON value, to compare with another.
indirect enum JSONTree: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number as it is written: nothing is lost, and what is written alike is equal.
    case number(String)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    /// Reads a value; `nil` for what is no JSON, or nested more deeply than ``JSONReader/depthLimit``.
    init?(_ bytes: [UInt8]) {
        var reader = JSONReader(bytes)
        guard let tree = reader.document() else { return nil }
        self = tree
    }

    /// The value as JSON with sorted keys, at most about `limit` characters of it.
    func text(limit: Int) -> String {
        var text = ""
        write(to: &text, limit: limit)
        guard text.count > limit else { return text }
        return text.prefix(limit) + "…"
    }

    /// Stops soon after `limit`, so that a large value costs no more than a small one.
    private func write(to text: inout String, limit: Int) {
        guard text.utf8.count <= limit * 4 else { return }
        switch self {
        case .null: text += "null"
        case .bool(let bool): text += bool ? "true" : "false"
        case .number(let number): text += number.prefix(limit + 1)
        case .string(let string): text += Self.quoted(string.prefix(limit + 1))
        case .array(let items):
            text += "["
            for (position, item) in items.enumerated() where text.utf8.count <= limit * 4 {
                if position > 0 { text += ", " }
                item.write(to: &text, limit: limit)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (position, key) in members.keys.sorted().enumerated() where text.utf8.count <= limit * 4 {
                if position > 0 { text += ", " }
                text += Self.quoted(key.prefix(limit + 1)) + ": "
                members[key]?.write(to: &text, limit: limit)
            }
            text += "}"
        }
    }

    static func quoted(_ text: some StringProtocol) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..<" ": result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
