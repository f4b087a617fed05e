import Logging
import ServiceLifecycle
import StrataEngine
package import StrataServer
package import StrataStore
import StrataTestSupport
import Synchronization

/// A real server in this process: on a free port of 127.0.0.1, its store in a temporary folder.
package struct ServerFixture: Sendable {
    /// Where it listens: `http://127.0.0.1:<port>`.
    package let address: String
    /// The folder with its store.
    package let home: String
    /// What it keeps its records in.
    package let store: SQLiteMetadataStore
    /// What it keeps large values in.
    package let blobs: FolderBlobStore
    /// What it answers with.
    package let services: ServerServices
    /// The routes it has.
    package let catalog: RouteCatalog
    /// What it logged.
    package let log: CollectedLog
    let group: ServiceGroup

    /// The port in ``address``.
    package var port: Int {
        Int(address.split(separator: ":").last ?? "") ?? 0
    }

    /// Runs `body` with a server, which is ended afterwards whatever happened.
    ///
    /// - Parameters:
    ///   - home: The folder with its store; a temporary one where none is named.
    ///   - change: Changes how it is set up.
    ///   - body: What to do with it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` and the server throw.
    package static func with<Result: Sendable>(
        home: String? = nil,
        _ change: @Sendable (inout ServerSettings) -> Void = { _ in },
        _ body: @escaping @Sendable (ServerFixture) async throws -> Result
    ) async throws -> Result {
        guard let home else {
            return try await withTemporaryFolder { folder in
                try await with(home: folder, change, body)
            }
        }
        var settings = ServerSettings(home: home)
        settings.port = 0
        settings.logLevel = .debug
        change(&settings)
        let log = CollectedLog()
        let place = StrataHome(path: home)
        let store = try place.openMetadata()
        let blobs = try place.openBlobs()
        let logger = Logger(label: "test") { _ in CollectingLogHandler(log: log, logLevel: settings.logLevel) }
        let services = try ServerServices(
            settings: settings,
            store: store,
            blobs: blobs,
            secret: SecretFile(home: home).open(),
            logger: logger
        )
        let (addresses, ready) = AsyncStream<String>.makeStream()
        let application = try StrataApplication(services: services) { ready.yield($0) }
        let group = ServiceGroup(configuration: .init(services: [application], logger: logger))
        return try await withThrowingTaskGroup(of: Result?.self) { tasks in
            tasks.addTask {
                defer { ready.finish() }
                try await group.run()
                return nil
            }
            tasks.addTask {
                // None where the server ended; its own error says why.
                guard let address = await addresses.first(where: { _ in true }) else { return nil }
                let fixture = ServerFixture(
                    address: address,
                    home: home,
                    store: store,
                    blobs: blobs,
                    services: services,
                    catalog: application.catalog,
                    log: log,
                    group: group
                )
                do {
                    let result = try await body(fixture)
                    await group.triggerGracefulShutdown()
                    return result
                } catch {
                    await group.triggerGracefulShutdown()
                    throw error
                }
            }
            var result: Result?
            while let next = try await tasks.next() { result = next ?? result }
            guard let result else { throw ServerFixtureError(description: "The server ended before it listened.") }
            return result
        }
    }

    /// Tells the server to stop, as a signal does; returns at once.
    package func stop() async {
        await group.triggerGracefulShutdown()
    }
}

/// A server for tests that did not come up.
package struct ServerFixtureError: Error, CustomStringConvertible {
    /// What happened.
    package var description: String
}

/// The lines that a server logged.
package final class CollectedLog: Sendable {
    private let state = Mutex<[String]>([])

    /// All of them, as `level message key=value …`.
    package var lines: [String] { state.withLock { $0 } }

    func append(_ line: String) {
        state.withLock { $0.append(line) }
    }
}

struct CollectingLogHandler: LogHandler {
    let log: CollectedLog
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.MetadataValue? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        log.append("\(event.level) \(event.message)" + all.map { " \($0.key)=\($0.value)" }.joined())
    }
}
