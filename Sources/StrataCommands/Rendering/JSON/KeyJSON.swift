import StrataAPI
import StrataModel

/// A key in JSON output.
///
/// Times are ISO 8601 in UTC; what does not apply is left out.
struct KeyJSON: Encodable {
    /// The identifier.
    var id: String
    /// What it is called.
    var name: String
    /// `read`, `submit` or `admin`.
    var scope: String
    /// `valid`, `expired` or `revoked`.
    var state: String
    /// When it was made.
    var createdAt: String
    /// From when on it is not accepted.
    var expiresAt: String?
    /// When it was last accepted, to the minute.
    var lastUsedAt: String?
    /// When it was revoked.
    var revokedAt: String?
    /// The whole key, where it was just made.
    var secret: String?

    /// Describes a key.
    init(_ key: APIKey, now: Timestamp, secret: String? = nil) {
        id = key.id
        name = key.name
        scope = key.scope.rawValue
        state = KeyState(key, now: now).rawValue
        createdAt = key.createdAt.description
        expiresAt = key.expiresAt?.description
        lastUsedAt = key.lastUsedAt?.description
        revokedAt = key.revokedAt?.description
        self.secret = secret
    }
}
