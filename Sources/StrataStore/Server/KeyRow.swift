import GRDB
import StrataAPI
import StrataEngine
import StrataModel

/// Reads and writes API keys.
enum KeyRow {
    /// The columns that ``key(_:from:)`` reads.
    static let columns = "k.id, k.name, k.scope, k.created_at, k.expires_at, k.last_used_at, k.revoked_at"

    /// All keys, the newest first.
    static func all(in database: Database) throws -> [APIKey] {
        let select = try SQLStatement(database, "SELECT \(columns) FROM api_keys k ORDER BY k.created_at DESC, k.id")
        var keys: [APIKey] = []
        try select.forEachRow { keys.append(try key($0)) }
        return keys
    }

    /// A key and its hash.
    static func find(_ id: String, in database: Database) throws -> (key: APIKey, hash: [UInt8])? {
        let select = try SQLStatement(database, "SELECT \(columns), k.hash FROM api_keys k WHERE k.id = ?")
        try select.bind(id, at: 1)
        return try select.first { (try key($0), $0.bytes(7)) }
    }

    /// The key in the first columns of the present row.
    static func key(_ row: SQLStatement) throws -> APIKey {
        guard let scope = Scope(rawValue: row.text(2)) else {
            throw RowError("'\(row.text(2))' for the scope of a key")
        }
        return APIKey(
            id: row.text(0),
            name: row.text(1),
            scope: scope,
            createdAt: Timestamp(microseconds: row.integer(3)),
            expiresAt: row.optionalInteger(4).map(Timestamp.init(microseconds:)),
            lastUsedAt: row.optionalInteger(5).map(Timestamp.init(microseconds:)),
            revokedAt: row.optionalInteger(6).map(Timestamp.init(microseconds:))
        )
    }

    /// Adds a key.
    ///
    /// - Throws: ``StoreError`` with code `conflict` where its identifier is taken.
    static func insert(_ key: APIKey, hash: [UInt8], in database: Database) throws {
        let insert = try SQLStatement(
            database,
            """
            INSERT OR IGNORE INTO api_keys
                (id, name, scope, hash, created_at, expires_at, last_used_at, revoked_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        try insert.bind(key.id, at: 1)
        try insert.bind(key.name, at: 2)
        try insert.bind(key.scope.rawValue, at: 3)
        try insert.bind(hash, at: 4)
        insert.bind(key.createdAt.microseconds, at: 5)
        insert.bind(key.expiresAt?.microseconds, at: 6)
        insert.bind(key.lastUsedAt?.microseconds, at: 7)
        insert.bind(key.revokedAt?.microseconds, at: 8)
        try insert.run()
        guard database.changesCount == 1 else {
            throw StoreError(.conflict, "There is a key \(key.id) already.")
        }
    }

    /// Revokes a key and ends its sessions.
    static func revoke(_ id: String, at time: Timestamp, in database: Database) throws -> Bool {
        let update = try SQLStatement(
            database,
            "UPDATE api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL"
        )
        update.bind(time.microseconds, at: 1)
        try update.bind(id, at: 2)
        try update.run()
        let isRevoked = database.changesCount == 1
        let delete = try SQLStatement(database, "DELETE FROM sessions WHERE key = ?")
        try delete.bind(id, at: 1)
        try delete.run()
        return isRevoked
    }

    /// Whether the key's last use is recorded as so long ago that it is worth a write.
    static func isTouchDue(_ key: APIKey, at time: Timestamp) -> Bool {
        guard let last = key.lastUsedAt else { return true }
        return time.microseconds / 60_000_000 > last.microseconds / 60_000_000
    }

    /// Notes that a key was used.
    static func touch(_ id: String, at time: Timestamp, in database: Database) throws {
        let update = try SQLStatement(
            database,
            "UPDATE api_keys SET last_used_at = max(coalesce(last_used_at, ?1), ?1) WHERE id = ?2"
        )
        update.bind(time.microseconds, at: 1)
        try update.bind(id, at: 2)
        try update.run()
    }
}
