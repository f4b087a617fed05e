package import Logging

/// How a server is set up.
package struct ServerSettings: Sendable, Hashable {
    /// How log lines are written.
    package enum LogFormat: String, Sendable, Hashable, CaseIterable {
        /// `time level message key=value …`
        case text
        /// One JSON object a line.
        case json
    }

    /// The address it listens on; this machine alone by default.
    package var host = "127.0.0.1"
    /// The port; 0 for any that is free.
    package var port = ServerSettings.defaultPort
    /// The folder with the store.
    package var home: String
    /// Whether it may listen to other machines without keys.
    package var isInsecure = false
    /// Whether all requests come through a proxy, whose `X-Forwarded-*` headers are true.
    package var isBehindProxy = false
    /// A folder with `Templates` and `Assets` to read on each request, for people who work on the dashboard.
    package var dashboardFolder: String?
    /// The least grave messages that are logged.
    package var logLevel = Logger.Level.info
    /// How they are written.
    package var logFormat = LogFormat.text
    /// At most this many connections at once; more wait until others end.
    package var maximumConnections = 12_000
    /// Seconds that a connection may stand without a request.
    package var idleSeconds = 75
    /// Seconds that a client may neither send nor take a byte while a request is under way.
    package var stallSeconds = 30
    /// Seconds that requests have to end after the server was told to stop.
    package var drainSeconds = 20
    /// Bytes of memory for answers that are kept because they do not change.
    package var cacheBytes = 32 * 1024 * 1024
    /// Bytes of memory for the outlines of pipeline runs that someone looks at.
    package var outlineBytes = 96 * 1024 * 1024
    /// Bytes of request bodies that may be in memory at once.
    package var bodyBytes = 512 * 1024 * 1024
    /// The largest blob that may be uploaded, in bytes.
    package var blobBytes: Int64 = 64 * 1024 * 1024 * 1024

    /// The settings that hold where nothing else is said.
    package init(home: String) {
        self.home = home
    }

    /// The port where none is named.
    package static let defaultPort = 7870

    /// Whether only this machine can reach it.
    package var isLoopback: Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
        return host == "localhost" || host == "::1" || isAddress && parts[0] == "127"
    }

    /// The folder for what the server itself keeps: its log, and the file that says where it listens.
    package var folder: String { home + "/server" }
}
