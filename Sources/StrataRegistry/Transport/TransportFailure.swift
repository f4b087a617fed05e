import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A request that got no answer, or only a part of one.
struct TransportFailure: Error {
    enum Kind {
        /// Nothing listens there.
        case refused
        /// The host has no address, or no way leads there.
        case unreachable
        /// The connection ended before the answer did.
        case dropped
        /// Silence for too long.
        case timedOut
        case certificate
        case proxy
        case configuration
        /// The answer is no HTTP.
        case malformed
    }

    var kind: Kind
    var words: String

    init(_ kind: Kind, _ words: String) {
        self.kind = kind
        self.words = words
    }

    /// What the libraries' errors mean; errors of others come back as they are.
    static func translate(_ error: any Error) -> any Error {
        switch error {
        case let error as NIOConnectionError: connection(error)
        case let error as IOError: io(error)
        case let error as HTTPClientError: client(error)
        case let error as NIOSSLError: tls(error)
        case is NIOSSLExtraError, is BoringSSLError:
            TransportFailure(.certificate, tlsWords("\(error)"))
        case is HTTPParserError: parser(error)
        case let error as ChannelError: channel(error)
        case is SocketAddressError: TransportFailure(.unreachable, "the host has no address")
        default: error
        }
    }

    private static func connection(_ error: NIOConnectionError) -> TransportFailure {
        let failures = error.connectionErrors.map(\.error)
        if failures.isEmpty { return TransportFailure(.unreachable, "the host \(error.host) has no address") }
        for failure in failures {
            if let failure = translate(failure) as? TransportFailure { return failure }
        }
        return TransportFailure(.unreachable, "no connection to \(error.host):\(error.port) comes about")
    }

    private static func io(_ error: IOError) -> TransportFailure {
        switch error.errnoCode {
        case ECONNREFUSED: TransportFailure(.refused, "nothing listens there (connection refused)")
        case ECONNRESET, EPIPE, ENOTCONN, ECONNABORTED:
            TransportFailure(.dropped, "the connection was cut")
        case ETIMEDOUT: TransportFailure(.timedOut, "no connection comes about in time")
        default: TransportFailure(.unreachable, "the connection fails: \(String(cString: strerror(error.errnoCode)))")
        }
    }

    private static func client(_ error: HTTPClientError) -> any Error {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout, .socksHandshakeTimeout, .httpProxyHandshakeTimeout,
            .getConnectionFromPoolTimeout:
            TransportFailure(.timedOut, "no connection comes about in time")
        case .readTimeout, .writeTimeout, .deadlineExceeded:
            TransportFailure(.timedOut, "it was silent for too long")
        case .remoteConnectionClosed, .uncleanShutdown, .requestStreamCancelled:
            TransportFailure(.dropped, "the connection was cut")
        case .cancelled: CancellationError()
        case .proxyAuthenticationRequired:
            TransportFailure(.proxy, "the proxy wants credentials, or others than it got")
        case .invalidProxyResponse: TransportFailure(.proxy, "the proxy does not connect to it")
        case .invalidURL, .emptyHost: TransportFailure(.malformed, "its address is malformed")
        case .alreadyShutdown: TransportFailure(.configuration, "the registry client is shut down")
        default: TransportFailure(.malformed, "the exchange fails: \(error.shortDescription)")
        }
    }

    private static func channel(_ error: ChannelError) -> TransportFailure {
        switch error {
        case .connectTimeout: TransportFailure(.timedOut, "no connection comes about in time")
        default: TransportFailure(.dropped, "the connection was cut")
        }
    }

    private static func tls(_ error: NIOSSLError) -> TransportFailure {
        switch error {
        case .uncleanShutdown: TransportFailure(.dropped, "the connection was cut")
        default: TransportFailure(.certificate, tlsWords("\(error)"))
        }
    }

    private static func tlsWords(_ text: String) -> String {
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            return "its certificate is not signed by an authority that is trusted here"
        }
        if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
            return "it does not speak TLS"
        }
        if text.contains("failedToValidateHostname") || text.contains("ostname") {
            return "its certificate is for another host"
        }
        return "no secure connection comes about: \(PrintableText.clean(text, limit: 200))"
    }

    private static func parser(_ error: any Error) -> TransportFailure {
        (error as? HTTPParserError) == .invalidEOFState
            ? TransportFailure(.dropped, "the connection was cut")
            : TransportFailure(.malformed, "it answers with something that is no HTTP")
    }
}

extension RegistryAction {
    /// The error that a failed transport means.
    func error(_ failure: TransportFailure, address: WebAddress, isInsecure: Bool) -> RegistryError {
        let place = address.origin
        switch failure.kind {
        case .refused, .unreachable:
            return error(
                .unreachable,
                "\(place) cannot be reached: \(failure.words)",
                remedy: "Check that the registry runs and that its host and port are right.",
                retry: RetryHint(isConnectionFailure: true)
            )
        case .dropped: return error(.unreachable, "\(place): \(failure.words)", retry: RetryHint())
        case .timedOut: return error(.timedOut, "\(place): \(failure.words)", retry: RetryHint())
        case .certificate:
            let speaksPlain = failure.words.contains("does not speak TLS")
            return error(
                .certificate,
                "\(place): \(failure.words)",
                remedy: speaksPlain
                    ? "If it is a registry without TLS, allow plain http for it in the options (insecure)."
                    : "Name the authority's certificate in the options of the registry (certificateAuthorityPath)."
            )
        case .proxy:
            return error(.proxy, "\(place): \(failure.words)", remedy: "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY.")
        case .configuration: return error(.configuration, failure.words)
        case .malformed:
            return error(
                .protocolViolation,
                "\(place): \(failure.words)",
                remedy: address.isSecure ? nil : "If it is a registry with TLS, do not declare it insecure."
            )
        }
    }
}
