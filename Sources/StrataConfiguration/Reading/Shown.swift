/// Text of a file as it is quoted in a message.
enum Shown {
    /// On one line, without control characters, and cut where it is long.
    static func text(_ text: String) -> String {
        let limit = 80
        var shown = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            shown += scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: false) : String(scalar)
        }
        return text.unicodeScalars.dropFirst(limit).isEmpty ? shown : shown + "…"
    }

    /// A registry or an image as it is quoted: what stands before an `@` can be a name and a password, unless a digest
    /// follows.
    static func name(_ name: String) -> String {
        guard let sign = name.lastIndex(of: "@"), !Grammar.isDigest(name[sign...].dropFirst()) else {
            return text(name)
        }
        return "…" + text(String(name[sign...]))
    }

    /// `'a', 'b' and 'c'`.
    static func list(_ texts: some Collection<String>, _ word: String = "and") -> String {
        let quoted = texts.map { "'\(text($0))'" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "none" }
        return "\(quoted.dropLast().joined(separator: ", ")) \(word) \(last)"
    }
}
