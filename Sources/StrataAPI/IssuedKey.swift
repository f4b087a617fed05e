/// A key that was just made, with its secret: the only time that it is told.
public struct IssuedKey: Sendable, Hashable, Codable {
    /// The key.
    public var key: APIKey
    /// What its owner sends: `strata_<8 digits>_<43 characters>`.
    public var secret: String

    /// Describes a new key.
    public init(key: APIKey, secret: String) {
        self.key = key
        self.secret = secret
    }
}
