/// Comparisons that take as long for a near miss as for a far one, so that nobody can find a secret byte by byte.
enum ConstantTime {
    /// Whether two secrets are the same; only their lengths may show in the time it takes.
    static func areEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Whether two secret texts are the same.
    static func areEqual(_ left: String, _ right: String) -> Bool {
        areEqual(left.utf8, right.utf8)
    }
}
