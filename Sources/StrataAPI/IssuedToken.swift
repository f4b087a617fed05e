public import StrataModel

/// A token with which a worker reports on its attempt of a run, and on nothing else.
public struct IssuedToken: Sendable, Hashable, Codable {
    /// What the worker sends as `Authorization: Bearer …`.
    public var token: String
    /// From when on it is not accepted.
    public var expiresAt: Timestamp

    /// Describes a token.
    public init(token: String, expiresAt: Timestamp) {
        self.token = token
        self.expiresAt = expiresAt
    }
}
