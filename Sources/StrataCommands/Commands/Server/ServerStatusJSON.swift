/// What `strata server` commands print about a server with `--json`.
struct ServerStatusJSON: Encodable {
    /// Whether one runs.
    var isRunning = true
    /// Where it listens.
    var address: String?
    /// The folder with its store.
    var home: String
    /// Its process identifier.
    var processID: Int32?
    /// The version of Strata it was built from.
    var version: String?
    /// How long it has been running.
    var uptimeSeconds: Int64?
    /// Whether it answers and its store works; `nil` where that was not asked.
    var isReady: Bool?
    /// What it says where it is not ready.
    var problem: String?
}
