/// One challenge of a `WWW-Authenticate` header (RFC 9110 § 11.6.1).
struct Challenge: Sendable, Hashable {
    /// The scheme in lower case, `bearer`.
    var scheme: String
    /// The parameters, their names in lower case; of two with one name the first counts.
    var parameters: [String: String] = [:]

    /// The longest header that is read.
    static let limit = 16 * 1024

    /// Reads all challenges of a header's value: there may be several, divided by the same commas as their parameters.
    ///
    /// What is malformed ends the reading; the challenges before it count.
    static func parse(_ header: some StringProtocol) -> [Challenge] {
        guard header.utf8.count <= limit else { return [] }
        var scanner = Scanner(bytes: Array(header.utf8))
        var challenges: [Challenge] = []
        while let scheme = scanner.nextScheme() {
            var challenge = Challenge(scheme: scheme.lowercased())
            scanner.skipToken68()
            while let (name, value) = scanner.nextParameter() {
                if challenge.parameters[name.lowercased()] == nil { challenge.parameters[name.lowercased()] = value }
            }
            challenges.append(challenge)
        }
        return challenges
    }

    private struct Scanner {
        var bytes: [UInt8]
        var position = 0

        private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

        private mutating func skip(_ characters: String) {
            while let byte = current, characters.utf8.contains(byte) { position += 1 }
        }

        private mutating func token() -> String? {
            let start = position
            while let byte = current, Self.isToken(byte) { position += 1 }
            return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
        }

        mutating func nextScheme() -> String? {
            skip(" \t,")
            return token()
        }

        /// `Negotiate dGVzdA==`: what follows a scheme and is no parameter.
        mutating func skipToken68() {
            let start = position
            skip(" \t")
            let begin = position
            while let byte = current, Self.isToken(byte) || byte == UInt8(ascii: "/") { position += 1 }
            while current == UInt8(ascii: "=") { position += 1 }
            let end = position
            skip(" \t")
            let isAlone = end > begin && (current == nil || current == UInt8(ascii: ","))
            if !isAlone { position = start }
        }

        /// The next `name=value`, or `nil` before a new scheme, at the end, and where it is malformed.
        mutating func nextParameter() -> (String, String)? {
            let start = position
            skip(" \t,")
            guard let name = token() else { return nil }
            skip(" \t")
            guard current == UInt8(ascii: "=") else {
                position = start
                return nil
            }
            position += 1
            skip(" \t")
            if current == UInt8(ascii: "\"") { return quoted().map { (name, $0) } }
            let begin = position
            // Values without quotes should be tokens; realms with a URL are seen all the same.
            while let byte = current, byte > 0x20, byte != UInt8(ascii: ","), byte != 0x7F { position += 1 }
            return (name, String(decoding: bytes[begin..<position], as: UTF8.self))
        }

        private mutating func quoted() -> String? {
            position += 1
            var value: [UInt8] = []
            while let byte = current {
                position += 1
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: value, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    guard let escaped = current else { return nil }
                    value.append(escaped)
                    position += 1
                default: value.append(byte)
                }
            }
            return nil
        }

        /// `tchar` of RFC 9110 § 5.6.2.
        private static func isToken(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
        }
    }
}
