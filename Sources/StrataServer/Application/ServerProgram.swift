package import Logging
import StrataEngine
import StrataStore

/// The server as a process: its store opened, its folder leased, ended by a signal.
package enum ServerProgram {
    /// Serves until the process is told to stop; returns when all requests have ended.
    ///
    /// - Parameters:
    ///   - settings: How the server is set up.
    ///   - logger: Where it writes what happens.
    ///   - onReady: Called once with the address, when requests are answered.
    /// - Throws: `StoreError` where the store cannot be opened, another server has it, or the address cannot be used.
    package static func run(
        _ settings: ServerSettings,
        logger: Logger,
        onReady: @escaping @Sendable (String) async -> Void
    ) async throws {
        let home = StrataHome(path: settings.home)
        let lease = try StoreLease.acquire(home: home, address: "")
        let store = try home.openMetadata()
        let services = try ServerServices(
            settings: settings,
            store: store,
            blobs: home.openBlobs(),
            secret: SecretFile(home: home.path).open(),
            logger: logger
        )
        let application = try StrataApplication(services: services) { address in
            do {
                try lease.setAddress(address)
            } catch {
                logger.error("The address cannot be written beside the store.", metadata: ["error": "\(error)"])
            }
            await onReady(address)
        }
        defer { withExtendedLifetime(lease) {} }
        try await application.runUntilSignal()
        try store.close()
    }

    /// A logger that writes lines to standard error.
    package static func logger(_ settings: ServerSettings) -> Logger {
        Logger(label: "strata.server") { _ in LineLogHandler(format: settings.logFormat, level: settings.logLevel) }
    }
}
