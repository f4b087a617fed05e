import Hummingbird

extension Request {
    /// Whether the client has what this entity tag names (RFC 9110 § 13.1.2).
    package func matches(_ tag: String) -> Bool {
        guard let field = headers[.ifNoneMatch] else { return false }
        return field.split(separator: ",").contains { candidate in
            let candidate = candidate.trimmingBlanks
            return candidate == "*" || candidate == tag || candidate.dropFirst(2) == tag && candidate.hasPrefix("W/")
        }
    }
}

extension StringProtocol {
    /// The text without blanks and tabs around it.
    var trimmingBlanks: SubSequence {
        let start = firstIndex { $0 != " " && $0 != "\t" } ?? endIndex
        let end = lastIndex { $0 != " " && $0 != "\t" }.map(index(after:)) ?? start
        return self[start..<end]
    }
}
