/// One `<length> <key>=<value>` line of a PAX header.
///
/// IEEE Std 1003.1-2017, pax, "pax Extended Header".
enum PaxRecord {
    /// The line, which counts its own length.
    static func encode(_ key: String, _ value: [UInt8]) -> [UInt8] {
        // A space, an equals sign, and a newline.
        let rest = key.utf8.count + value.count + 3
        var length = rest + 1
        while String(length).utf8.count + rest != length { length = String(length).utf8.count + rest }
        return Array("\(length) \(key)=".utf8) + value + [UInt8(ascii: "\n")]
    }

    /// Passes each record of a header to `body`.
    ///
    /// - Throws: ``LayerError`` with code `malformed`; what `body` throws.
    static func forEach(
        of content: [UInt8],
        _ body: (ArraySlice<UInt8>, ArraySlice<UInt8>) throws(LayerError) -> Void
    ) throws(LayerError) {
        var rest = content[...]
        // Some writers pad with NUL characters.
        while let first = rest.first, first != 0 {
            guard let space = rest.prefix(20).firstIndex(of: UInt8(ascii: " ")),
                let length = Int(String(decoding: rest[..<space], as: UTF8.self)), length > 0, length <= rest.count
            else { throw malformed("a record's length is no number, or leads beyond the header") }
            let end = rest.startIndex + length
            guard space + 1 < end, rest[end - 1] == UInt8(ascii: "\n") else {
                throw malformed("a record does not end where it says")
            }
            let record = rest[(space + 1)..<(end - 1)]
            guard let equals = record.firstIndex(of: UInt8(ascii: "=")), equals > record.startIndex else {
                throw malformed("a record has no key")
            }
            try body(record[..<equals], record[(equals + 1)...])
            rest = rest[end...]
        }
    }

    private static func malformed(_ what: String) -> LayerError {
        LayerError(.malformed, "The archive has a malformed PAX header: \(what).")
    }
}
