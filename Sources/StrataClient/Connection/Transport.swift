import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

/// Sends single HTTP requests over connections that are kept; closes them with its end.
///
/// Knows nothing of what is asked, and of repeating it.
final class Transport: Sendable {
    private let client: HTTPClient

    /// Prepares; no connection is made before the first request.
    ///
    /// - Parameters:
    ///   - timeouts: How long silence is borne.
    ///   - certificateAuthorityPath: A PEM file with authorities that are trusted besides the system's, or `nil`.
    /// - Throws: ``ClientError`` where that file cannot be read.
    init(_ timeouts: StrataClient.Timeouts, certificateAuthorityPath: String?) throws(ClientError) {
        // A redirect would carry the key to who knows where.
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow, decompression: .disabled)
        configuration.timeout = .init(
            connect: TimeAmount(timeouts.connect),
            read: TimeAmount(timeouts.silence),
            write: TimeAmount(timeouts.silence)
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        if let path = certificateAuthorityPath {
            configuration.tlsConfiguration = try Self.trusting(path)
        }
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    deinit {
        // Requests hold on to us, so none is under way; nobody is left to hear of an error.
        client.shutdown { _ in }
    }

    /// Sends a request and waits for the head of the answer.
    ///
    /// - Throws: ``TransportFailure``, `CancellationError`, or what the request's body throws.
    func send(_ request: HTTPClientRequest, within limit: Duration?) async throws -> HTTPClientResponse {
        do {
            let deadline = limit.map { NIODeadline.now() + TimeAmount($0) } ?? .distantFuture
            return try await client.execute(request, deadline: deadline)
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw TransportFailure.translate(error)
        }
    }

    private static func trusting(_ path: String) throws(ClientError) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        do {
            configuration.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(path))]
        } catch {
            throw ClientError(
                .configuration,
                "the certificate authorities in \(path) cannot be read.",
                remedy: "STRATA_CA_FILE must name a file with certificates in PEM form."
            )
        }
        return configuration
    }
}

/// Requests that are under way hold the key: a dump shows nothing of them.
extension Transport: CustomReflectable {
    var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension TimeAmount {
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
