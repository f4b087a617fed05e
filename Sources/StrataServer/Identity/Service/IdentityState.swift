import StrataAPI
import StrataModel

/// What the server remembers of keys, sessions and failures between requests.
struct IdentityState: Sendable {
    /// A key and its hash, as the store has them.
    struct KnownKey: Sendable {
        var key: APIKey
        var hash: [UInt8]
    }

    /// A session, as the store has it.
    struct KnownSession: Sendable {
        var key: APIKey
        var csrfToken: String
        var expiresAt: Timestamp
    }

    /// Keys by their identifiers.
    ///
    /// What another process revokes is noticed when an entry gets old.
    var keys = CredentialCache<String, KnownKey>(capacity: 4096, seconds: Self.believedSeconds)
    /// Sessions by the hashes of their cookies.
    var sessions = CredentialCache<[UInt8], KnownSession>(capacity: 4096, seconds: Self.believedSeconds)
    /// Wrong keys, by where they came from.
    var failures = FailureLimiter()
    /// Whether there is a key, be it revoked: then the server is closed for good.
    var hasKeys = false
    /// When the store was last asked for keys.
    var lookedForKeysAt: Timestamp?
    /// Uses of keys and sessions that are to be written.
    var uses = UseBook()

    /// Seconds for which what the store said is believed.
    private static let believedSeconds: Int64 = 5

    /// Whether it is time to ask the store whether there are keys; if so, others need not.
    mutating func mustLookForKeys(at time: Timestamp) -> Bool {
        guard !hasKeys else { return false }
        guard let last = lookedForKeysAt else { return true }
        guard !(0..<1_000_000).contains(time.microseconds - last.microseconds) else { return false }
        lookedForKeysAt = time
        return true
    }

    /// Forgets a key and its sessions.
    mutating func forget(key id: String) {
        keys.remove(id)
        sessions.removeAll { $0.key.id == id }
    }
}

extension APIKey {
    /// Why the key is not accepted at `time`, as the end of a sentence; `nil` where it is.
    func refusal(at time: Timestamp) -> String? {
        if revokedAt != nil { return "was revoked" }
        if let expiresAt, expiresAt <= time { return "expired at \(expiresAt)" }
        return nil
    }
}
