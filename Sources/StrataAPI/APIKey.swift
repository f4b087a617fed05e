public import StrataModel

/// What someone who shows a key may do.
///
/// Each scope includes those before it.
public enum Scope: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Look at everything.
    case read
    /// Record pipeline runs, upload artifacts, write notes and tags, ask for a cancel or rerun.
    case submit
    /// Manage keys.
    case admin

    /// Orders scopes by what they include.
    public static func < (left: Scope, right: Scope) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .read: 0
        case .submit: 1
        case .admin: 2
        }
    }
}

/// A key as the server keeps it: everything but the secret, of which only a hash is stored.
public struct APIKey: Sendable, Hashable, Codable {
    /// Its public identifier, which stands in the key itself: eight hexadecimal digits.
    public var id: String
    /// What it is called: whose it is, or what for.
    public var name: String
    /// What it allows.
    public var scope: Scope
    /// When it was made.
    public var createdAt: Timestamp
    /// From when on it is not accepted; `nil` for never.
    public var expiresAt: Timestamp?
    /// When it was last accepted, to the minute; `nil` for never.
    public var lastUsedAt: Timestamp?
    /// When it was revoked, if it was.
    public var revokedAt: Timestamp?

    /// Describes a key.
    public init(
        id: String,
        name: String,
        scope: Scope,
        createdAt: Timestamp,
        expiresAt: Timestamp? = nil,
        lastUsedAt: Timestamp? = nil,
        revokedAt: Timestamp? = nil
    ) {
        self.id = id
        self.name = name
        self.scope = scope
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }
}
