/// A version by the rules of https://semver.org, as far as comparing releases needs it: what follows `-` or `+` is left out.
struct VersionNumber: Comparable {
    private let parts: [Int]

    /// Parses `1.2.3` and its beginnings.
    ///
    /// - Returns: `nil` for anything else.
    init?(_ text: String) {
        let release = text.prefix { $0 != "-" && $0 != "+" }
        let parts = release.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        let numbers = parts.compactMap(\.self)
        guard (1...3).contains(numbers.count), numbers.count == parts.count, numbers.allSatisfy({ $0 >= 0 }) else {
            return nil
        }
        self.parts = numbers + Array(repeating: 0, count: 3 - numbers.count)
    }

    static func < (left: VersionNumber, right: VersionNumber) -> Bool {
        left.parts.lexicographicallyPrecedes(right.parts)
    }
}
