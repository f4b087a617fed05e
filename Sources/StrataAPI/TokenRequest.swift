/// What `POST /api/v1/runs/{run}/tokens` takes.
public struct TokenRequest: Sendable, Hashable, Codable {
    /// The number of the attempt that the worker executes, from 1.
    public var attempt: Int32
    /// Seconds for which the token is to be accepted, at most 604,800 (a week).
    public var expiresInSeconds: Int64

    /// Describes a token that is to be made.
    public init(attempt: Int32, expiresInSeconds: Int64) {
        self.attempt = attempt
        self.expiresInSeconds = expiresInSeconds
    }
}
