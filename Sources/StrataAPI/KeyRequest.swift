public import StrataModel

/// What `POST /api/v1/keys` takes.
public struct KeyRequest: Sendable, Hashable, Codable {
    /// What the key is to be called: 1 to 100 characters.
    public var name: String
    /// What it is to allow.
    public var scope: Scope
    /// From when on it is not to be accepted; `nil` for never.
    public var expiresAt: Timestamp?

    /// Describes a key that is to be made.
    public init(name: String, scope: Scope, expiresAt: Timestamp? = nil) {
        self.name = name
        self.scope = scope
        self.expiresAt = expiresAt
    }
}
