import GRDB
import StrataAPI
import StrataEngine
import StrataModel

/// Reads and writes the sessions of browsers.
enum SessionRow {
    /// Adds a session, and removes those that have expired.
    static func insert(
        hash: [UInt8],
        key: String,
        csrfToken: String,
        expiresAt: Timestamp,
        in database: Database
    ) throws {
        let expired = try SQLStatement(database, "DELETE FROM sessions WHERE expires_at <= ?")
        expired.bind(Timestamp.now.microseconds, at: 1)
        try expired.run()
        let insert = try SQLStatement(
            database,
            """
            INSERT OR REPLACE INTO sessions (hash, key, csrf_token, expires_at)
            SELECT ?, id, ?, ? FROM api_keys WHERE id = ? AND revoked_at IS NULL
            """
        )
        try insert.bind(hash, at: 1)
        try insert.bind(csrfToken, at: 2)
        insert.bind(expiresAt.microseconds, at: 3)
        try insert.bind(key, at: 4)
        try insert.run()
        guard database.changesCount > 0 else {
            throw StoreError(.notFound, "There is no key \(key) that could open a session.")
        }
    }

    /// A session that has not expired, and its key.
    static func find(
        hash: [UInt8],
        at time: Timestamp,
        in database: Database
    ) throws -> (key: APIKey, csrfToken: String, expiresAt: Timestamp)? {
        let select = try SQLStatement(
            database,
            """
            SELECT \(KeyRow.columns), s.csrf_token, s.expires_at
            FROM sessions s JOIN api_keys k ON k.id = s.key WHERE s.hash = ? AND s.expires_at > ?
            """
        )
        try select.bind(hash, at: 1)
        select.bind(time.microseconds, at: 2)
        return try select.first { row in
            (try KeyRow.key(row), row.text(7), Timestamp(microseconds: row.integer(8)))
        }
    }

    /// Makes a session last longer, never shorter.
    static func extend(hash: [UInt8], until time: Timestamp, in database: Database) throws {
        let update = try SQLStatement(database, "UPDATE sessions SET expires_at = max(expires_at, ?) WHERE hash = ?")
        update.bind(time.microseconds, at: 1)
        try update.bind(hash, at: 2)
        try update.run()
    }

    /// Ends a session.
    static func remove(hash: [UInt8], in database: Database) throws {
        let delete = try SQLStatement(database, "DELETE FROM sessions WHERE hash = ?")
        try delete.bind(hash, at: 1)
        try delete.run()
    }
}
