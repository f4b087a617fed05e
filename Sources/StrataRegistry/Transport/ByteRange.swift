/// Reads ranges of bytes as registries state them.
enum ByteRange {
    /// How many bytes an upload has, from its status' `Range: 0-<last>`.
    ///
    /// - Returns: `nil` for what is malformed, and for `0-0`, which some registries mean as none and others as one byte.
    static func uploaded(_ header: some StringProtocol) -> Int64? {
        var text = Substring(header.filter { !$0.isWhitespace })
        if text.hasPrefix("bytes=") { text = text.dropFirst(6) }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, number(parts[0]) == 0, let last = number(parts[1]), last > 0, last < Int64.max else {
            return nil
        }
        return last + 1
    }

    /// The first byte and the whole length of `Content-Range: bytes 5-9/10` (RFC 9110 § 14.4).
    ///
    /// - Returns: `nil` for what is malformed; a length of `nil` where it is not known (`*`).
    static func content(_ header: some StringProtocol) -> (first: Int64, total: Int64?)? {
        let words = header.lowercased().split(separator: " ")
        guard words.count == 2, words[0] == "bytes" else { return nil }
        let halves = words[1].split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let ends = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = number(ends[0]), let last = number(ends[1]), first <= last else {
            return nil
        }
        if halves[1] == "*" { return (first, nil) }
        guard let total = number(halves[1]), last < total else { return nil }
        return (first, total)
    }

    private static func number(_ text: Substring) -> Int64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(text)
    }
}
