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
    /// - Throws: `Problem`-like words in a `StoreError` where it may not listen there.
    package init(
        services: ServerServices,
        onReady: @escaping @Sendable (String) async -> Void = { _ in }
    ) throws {
        self.services = services
        self.onReady = onReady
        catalog = RouteCatalog()
        let router = Router(context: ServerContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: RequestMiddleware(catalog: catalog, services: services))
        router.add(middleware: OpenMiddleware())
        ServerRoutes(router).addAll(services)
        catalog.fill(router.routes)
        responder = router.buildResponder()
    }

    /// Serves until it is told to stop, then lets requests end.
    ///
    /// - Throws: `StoreError` where the address is taken or not of this machine.
    package func run() async throws {
        try await group(signals: []).run()
    }

    /// Serves until the process is told to stop by a signal.
    ///
    /// - Throws: As ``run()``.
    package func runUntilSignal() async throws {
        try await group(signals: [.sigterm, .sigint]).run()
    }

    private func group(signals: [UnixSignal]) -> ServiceGroup {
        var quiet = services.logger
        quiet.logLevel = max(quiet.logLevel, .warning)
        // Ended in reverse order: followers first, or their connections would never be done.
        var configuration = ServiceGroupConfiguration(
            services: [http(logger: quiet), services.hub],
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
            server: .http1(configuration: .init(idleTimeout: .seconds(Int64(settings.idleSeconds)))),
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

/// Lets everyone in; stands in until there are keys.
private struct OpenMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.principal = .anyone
        return try await next(request, context)
    }
}
