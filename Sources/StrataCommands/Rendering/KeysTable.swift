import StrataAPI
import StrataModel

/// Keys as a table.
enum KeysTable {
    /// One line for each key.
    static func text(_ keys: [APIKey], now: Timestamp, palette: Palette) -> String {
        let table = TextTable(columns: [
            .init("id"), .init("name"), .init("scope"), .init("state"), .init("made"), .init("last used"),
            .init("expires"),
        ])
        let rows = keys.map { key in
            let state = KeyState(key, now: now)
            return [
                TextTable.Cell(key.id, .bold),
                TextTable.Cell(key.name),
                TextTable.Cell(key.scope.rawValue),
                TextTable.Cell(state.rawValue, state == .valid ? .green : .dim),
                TextTable.Cell(RelativeTime.text(key.createdAt, now: now)),
                TextTable.Cell(key.lastUsedAt.map { RelativeTime.text($0, now: now) } ?? "never"),
                TextTable.Cell(key.expiresAt.map { String($0.description.prefix(10)) } ?? "never"),
            ]
        }
        return table.text(rows, palette: palette)
    }
}

/// Whether a key is accepted.
enum KeyState: String {
    /// It is.
    case valid
    /// Its time is over.
    case expired
    /// Someone revoked it.
    case revoked

    /// The state of `key` at the moment `now`.
    init(_ key: APIKey, now: Timestamp) {
        if key.revokedAt != nil {
            self = .revoked
        } else if let end = key.expiresAt, end <= now {
            self = .expired
        } else {
            self = .valid
        }
    }
}
