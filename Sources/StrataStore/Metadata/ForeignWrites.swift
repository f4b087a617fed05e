import GRDB
import Synchronization

/// Knows whether other processes have written to a database.
///
/// Only the connection that writes can tell, since for any other the writes of this process would be foreign, too. It
/// looks at the start of every transaction, so that nobody has to wait for one to end to learn what it saw.
final class ForeignWrites: Sendable {
    private struct State {
        var version: Int64?
        var writes = 0
    }

    private let state = Mutex(State())

    /// Nothing has been looked at yet.
    init() {}

    /// The number as of the start of the write that is under way; `nil` where none is, so that someone has to look.
    var versionDuringWrite: Int64? {
        state.withLock { $0.writes > 0 ? $0.version : nil }
    }

    /// A write is on its way to the connection.
    func beginWrite() {
        state.withLock { $0.writes += 1 }
    }

    /// A write is done.
    func endWrite() {
        state.withLock { $0.writes -= 1 }
    }

    /// Reads the number on the connection that writes.
    @discardableResult
    func look(_ database: Database) throws -> Int64 {
        let select = try SQLStatement(database, "PRAGMA data_version")
        let version = try select.first { $0.integer(0) } ?? 0
        state.withLock { $0.version = version }
        return version
    }
}
