import StrataOCI

extension LayerListing {
    /// The listing as text: a line for each entry, its members parted by tabs.
    var text: [UInt8] {
        var lines: [String] = ["strata listing 1"]
        for (path, entry) in entries.sorted(by: { $0.key < $1.key }) {
            let members = [
                "e", entry.kind.rawValue, String(entry.mode, radix: 8), "\(entry.user)", "\(entry.group)",
                entry.format?.text ?? "", entry.target ?? "", path,
            ]
            lines.append(members.map(Self.escaped).joined(separator: "\t"))
        }
        lines += removed.sorted().map { "r\t" + Self.escaped($0) }
        lines += opaque.sorted().map { "o\t" + Self.escaped($0) }
        lines += texts.sorted { $0.key < $1.key }.map {
            "t\t\(Self.escaped($0.key))\t\(Self.escaped(String(decoding: $0.value, as: UTF8.self)))"
        }
        return Array((lines.joined(separator: "\n") + "\nend\n").utf8)
    }

    /// Reads what ``text`` wrote; `nil` for anything else, a file that was cut short included.
    init?(text: [UInt8]) {
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
        guard lines.first == "strata listing 1", lines.last == "end" else { return nil }
        for line in lines.dropFirst().dropLast() {
            let members = line.split(separator: "\t", omittingEmptySubsequences: false).map(Self.unescaped)
            guard take(members) else { return nil }
        }
    }

    private mutating func take(_ members: [String]) -> Bool {
        switch (members.first, members.count) {
        case ("e", 8):
            guard let kind = Entry.Kind(rawValue: members[1]), let mode = UInt16(members[2], radix: 8),
                let user = Int64(members[3]), let group = Int64(members[4])
            else { return false }
            entries[members[7]] = Entry(
                kind: kind,
                mode: mode,
                user: user,
                group: group,
                target: members[6].isEmpty ? nil : members[6],
                format: ExecutableKind(text: members[5])
            )
        case ("r", 2): removed.insert(members[1])
        case ("o", 2): opaque.insert(members[1])
        case ("t", 3): texts[members[1]] = Array(members[2].utf8)
        default: return false
        }
        return true
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "%") }) else { return text }
        return text.unicodeScalars.map { scalar in
            scalar.value < 0x20 || scalar == "%" ? "%\(scalar.value)%" : String(scalar)
        }.joined()
    }

    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("%") else { return String(text) }
        // Every other part is the number of a scalar.
        let parts = text.split(separator: "%", omittingEmptySubsequences: false)
        return parts.enumerated().map { number, part in
            guard !number.isMultiple(of: 2) else { return String(part) }
            return UInt32(part).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
        }.joined()
    }
}
