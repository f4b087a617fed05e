/// What a pattern has matched.
public struct DataMatch: Sendable, Hashable {
    /// The pattern.
    public var pattern: Located<DataPattern>
    /// How many files, with those that other patterns match too.
    public var count: Int
    /// Their size in bytes.
    public var bytes: Int64
    /// Symbolic links to folders, within the package, that the pattern leads into: they are not followed.
    public var unfollowedLinks: [String]

    /// Describes a match.
    public init(pattern: Located<DataPattern>, count: Int, bytes: Int64, unfollowedLinks: [String] = []) {
        self.pattern = pattern
        self.count = count
        self.bytes = bytes
        self.unfollowedLinks = unfollowedLinks
    }
}
