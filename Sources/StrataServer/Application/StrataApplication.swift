import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import StrataAPI
import StrataEngine
import StrataStore
import UnixSignals

/// The server: everything put together, ready to run.
package struct StrataApplication: Service {
    /// What requests are answered with.
    package let services: ServerServices
    /// The routes.
    package let catalog: RouteCatalog
    private let responder: RouterResponder<ServerContext>
    private let onReady: @Sendable (String) async -> Void

    /// Puts a server together on a store that is open.
    ///
    /// `onReady` is called with the address, for example `http://127.0.0.1:7870`, once it listens.
    ///
    /// - Throws: Where two routes contradict each other; never in a build whose tests passed.
    package init(
        services: ServerServices,
        onReady: @escaping @Sendable (String) async -> Void = { _ in }
    ) throws {
        self.services = services
        self.onReady = onReady
        catalog = RouteCatalog()
        let router = Router(context: ServerContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: RequestMiddleware(catalog: catalog, services: services))
        router.add(middleware: IdentityMiddleware(services.identity))
        router.add(middleware: CSRFMiddleware())
        ServerRoutes(router).addAll(services)
        catalog.fill(router.routes)
        responder = router.buildResponder()
    }

    /// Serves until it is told to stop, then lets requests end.
    ///
    /// - Throws: `StoreError` where the address is taken or not of this machine, or open to others without keys.
    package func run() async throws {
        try await serve(until: [])
    }

    /// Serves until the process is told to stop by a signal.
    ///
    /// - Throws: As ``run()``.
    package func runUntilSignal() async throws {
        try await serve(until: [.sigterm, .sigint])
    }

    private func serve(until signals: [UnixSignal]) async throws {
        try await requireKeys()
        do {
            try await group(signals: signals).run()
        } catch {
            throw ListeningError.words(error, services.settings)
        }
    }

    /// Other machines are let in only with keys.
    private func requireKeys() async throws {
        guard !services.settings.isLoopback, !services.settings.isInsecure, try await !services.identity.hasKeys()
        else {
            return
        }
        throw StoreError(
            .forbidden,
            "The address \(services.settings.host) can be reached from other machines, and there are no keys: anyone there could read and change everything.",
            remedy:
                "Make a key first ('strata server keys create'), or say --insecure where everyone on the network may."
        )
    }

    private func group(signals: [UnixSignal]) -> ServiceGroup {
        var quiet = services.logger
        quiet.logLevel = max(quiet.logLevel, .warning)
        let watcher = StoreWatcher(
            store: services.store,
            foreign: services.foreign,
            outlines: services.outlines,
            hub: services.hub,
            logger: services.logger
        )
        // Ended in reverse order: followers first, or their connections would never be done.
        var configuration = ServiceGroupConfiguration(
            services: [services.identity, http(logger: quiet), watcher, services.hub],
            gracefulShutdownSignals: signals,
            logger: quiet
        )
        configuration.maximumGracefulShutdownDuration = .seconds(services.settings.drainSeconds)
        return ServiceGroup(configuration: configuration)
    }

    private func http(logger: Logger) -> some Service {
        let settings = services.settings
        ProcessUsage.raiseDescriptorLimit(to: settings.maximumConnections + 1000)
        return Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [ConnectionGuard(stall: .seconds(Int64(settings.stallSeconds)))],
                    idleTimeout: .seconds(Int64(settings.idleSeconds))
                )
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                backlog: 1024,
                availableConnectionsDelegate: .maximum(settings.maximumConnections, logger: logger)
            ),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? settings.port
                let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
                await onReady("http://\(host):\(port)")
            },
            logger: logger
        )
    }
}
