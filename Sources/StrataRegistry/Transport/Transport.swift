import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import StrataOCI
import Synchronization

/// Sends single HTTP requests: connections, proxies, TLS.
///
/// Knows nothing of registries, credentials and retries.
final class Transport: Sendable {
    private struct State {
        var clients: [ProxySettings.Proxy?: HTTPClient] = [:]
        var certificates: [String: TLSConfiguration] = [:]
        var isShutDown = false
    }

    private let group: MultiThreadedEventLoopGroup
    private let options: RegistryClientOptions
    private let proxies: ProxySettings
    private let state = Mutex(State())

    /// Starts the threads; no connection is made, and nothing of TLS is touched, before the first request that needs it.
    init(_ options: RegistryClientOptions) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: max(options.eventLoopThreads, 1))
        proxies = ProxySettings(environment: options.environment)
        self.options = options
    }

    /// Closes all connections and ends the threads.
    func shutdown() async {
        let clients = state.withLock { state in
            state.isShutDown = true
            defer { state.clients = [:] }
            return Array(state.clients.values)
        }
        // What cannot be closed cleanly any more is closed all the same, and nobody waits for it.
        for client in clients { try? await client.shutdown() }
        try? await group.shutdownGracefully()
    }

    /// Sends a request and waits for the head of the answer.
    ///
    /// - Throws: ``TransportFailure``, `CancellationError`, or what the request's body throws.
    func send(_ call: HTTPCall, certificates: String?) async throws -> HTTPAnswer {
        var request = HTTPClientRequest(url: call.address.text)
        request.method = call.method
        request.headers = call.headers
        request.headers.add(name: "user-agent", value: options.userAgent)
        request.body = call.body()
        if call.address.isSecure, let certificates { request.tlsConfiguration = try configuration(certificates) }
        let client = try client(for: call.address)
        do {
            // Streams take as long as they take; silence ends them (`inactivity`).
            let response = try await client.execute(request, deadline: .distantFuture)
            let head = HTTPHead(status: Int(response.status.code), headers: response.headers)
            return HTTPAnswer(head: head, body: response.body)
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw TransportFailure.translate(error)
        }
    }

    private func client(for address: WebAddress) throws(TransportFailure) -> HTTPClient {
        let proxy: ProxySettings.Proxy?
        do {
            proxy = try proxies.proxy(for: address)
        } catch {
            throw TransportFailure(
                .configuration,
                "the value of \(error.variable) is no proxy's URL: expected http://host:port or socks5://host:port"
            )
        }
        let client = state.withLock { state -> HTTPClient? in
            guard !state.isShutDown else { return nil }
            if let client = state.clients[proxy] { return client }
            let client = makeClient(proxy)
            state.clients[proxy] = client
            return client
        }
        guard let client else { throw TransportFailure(.configuration, "the registry client is shut down") }
        return client
    }

    private func makeClient(_ proxy: ProxySettings.Proxy?) -> HTTPClient {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow, decompression: .disabled)
        let timeouts = options.timeouts
        configuration.timeout = .init(
            connect: TimeAmount(timeouts.connect),
            read: TimeAmount(timeouts.inactivity),
            write: TimeAmount(timeouts.inactivity)
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        // The gates limit the requests; a copy has two of them, and token servers are asked beside.
        let most = options.registries.values.map(\.concurrency).max() ?? 0
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit =
            max(most, RegistryOptions().concurrency) * 2
        if let proxy {
            configuration.proxy =
                proxy.isSOCKS
                ? .socksServer(host: proxy.host, port: proxy.port)
                : .server(
                    host: proxy.host,
                    port: proxy.port,
                    authorization: proxy.credentials.map { .basic(credentials: $0.revealed) }
                )
        }
        return HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }

    /// TLS with the system's roots and those of a file.
    private func configuration(_ path: String) throws(TransportFailure) -> TLSConfiguration {
        if let known = state.withLock({ $0.certificates[path] }) { return known }
        let roots: [NIOSSLCertificate]
        do {
            roots = try NIOSSLCertificate.fromPEMFile(path)
        } catch {
            throw TransportFailure(
                .configuration,
                "the certificate authorities in \(path) cannot be read: expected certificates in PEM form"
            )
        }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.additionalTrustRoots = [.certificates(roots)]
        let made = configuration
        state.withLock { $0.certificates[path] = made }
        return made
    }
}

extension TimeAmount {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
