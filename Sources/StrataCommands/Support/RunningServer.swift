import StrataModel
import StrataStore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The server that has the store of a folder.
struct RunningServer: Hashable, Sendable {
    /// Where it listens; empty before it does.
    var address: String
    /// Its process identifier.
    var processID: Int32
    /// When that process started, in clock ticks since boot; 0 where it is not known.
    var processStart: UInt64
    /// When it took the store.
    var since: Timestamp

    /// The server of a folder, or `nil` where none runs.
    ///
    /// - Throws: `StoreError` where the folder cannot be looked at.
    static func find(_ home: StrataHome) throws -> RunningServer? {
        guard let holder = try StoreLease.holder(home: home) else { return nil }
        return RunningServer(
            address: holder.address,
            processID: holder.processID,
            processStart: holder.processStart,
            since: holder.since
        )
    }

    /// Tells the server to stop, and no other process that has got its identifier since.
    ///
    /// - Throws: ``CommandFailure`` where it may not be told.
    func terminate() throws(CommandFailure) {
        guard processID > 0 else {
            throw CommandFailure(
                "a server that has just started holds the store; its process is not known yet.",
                remedy: "Try again."
            )
        }
        if processStart != 0, let start = ProcessStart.ticks(of: processID), start != processStart { return }
        guard kill(processID, SIGTERM) != 0, errno != ESRCH else { return }
        throw CommandFailure(
            "the server (process \(processID)) cannot be told to stop: \(String(cString: strerror(errno))).",
            remedy: "Stop it as the user who started it."
        )
    }
}
