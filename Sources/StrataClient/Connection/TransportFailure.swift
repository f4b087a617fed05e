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
    /// What kind of failure it is.
    var code: ClientError.Code
    /// What happened, in words that follow the address.
    var words: String
    /// Whether the same request may well succeed later.
    var isPassing: Bool

    init(_ code: ClientError.Code, _ words: String, isPassing: Bool = true) {
        self.code = code
        self.words = words
        self.isPassing = isPassing
    }

    /// What the libraries' errors mean; errors of others come back as they are.
    static func translate(_ error: any Error) -> any Error {
        switch error {
        case let error as NIOConnectionError: connection(error)
        case let error as IOError: io(error)
        case let error as HTTPClientError: client(error)
        case let error as NIOSSLError: tls(error)
        case is NIOSSLExtraError, is BoringSSLError:
            TransportFailure(.certificate, tlsWords("\(error)"), isPassing: false)
        case is HTTPParserError: parser(error)
        case let error as ChannelError: channel(error)
        case is SocketAddressError: TransportFailure(.unreachable, "the host has no address")
        default: error
        }
    }

    private static let cut = TransportFailure(.unreachable, "the connection was cut")

    private static func silence(_ words: String) -> TransportFailure {
        TransportFailure(.timedOut, words)
    }

    private static func connection(_ error: NIOConnectionError) -> TransportFailure {
        for failure in error.connectionErrors.map(\.error) {
            if let failure = translate(failure) as? TransportFailure { return failure }
        }
        return error.connectionErrors.isEmpty
            ? TransportFailure(.unreachable, "the host \(error.host) has no address")
            : TransportFailure(.unreachable, "no connection comes about")
    }

    private static func io(_ error: IOError) -> TransportFailure {
        switch error.errnoCode {
        case ECONNREFUSED: TransportFailure(.unreachable, "nothing listens there (connection refused)")
        case ECONNRESET, EPIPE, ENOTCONN, ECONNABORTED: cut
        case ETIMEDOUT: silence("no connection comes about in time")
        default: TransportFailure(.unreachable, "the connection fails: \(String(cString: strerror(error.errnoCode)))")
        }
    }

    private static func client(_ error: HTTPClientError) -> any Error {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout:
            silence("no connection comes about in time")
        case .readTimeout, .writeTimeout, .deadlineExceeded: silence("it was silent for too long")
        case .remoteConnectionClosed, .uncleanShutdown, .requestStreamCancelled: cut
        case .cancelled: CancellationError()
        case .alreadyShutdown: TransportFailure(.configuration, "the client is shut down", isPassing: false)
        default: TransportFailure(.malformedAnswer, "the exchange fails: \(error.shortDescription)", isPassing: false)
        }
    }

    private static func channel(_ error: ChannelError) -> TransportFailure {
        if case .connectTimeout = error { return silence("no connection comes about in time") }
        return cut
    }

    private static func tls(_ error: NIOSSLError) -> TransportFailure {
        if case .uncleanShutdown = error { return cut }
        return TransportFailure(.certificate, tlsWords("\(error)"), isPassing: false)
    }

    private static func tlsWords(_ text: String) -> String {
        if text.contains("CERTIFICATE_VERIFY_FAILED") {
            return "its certificate is not signed by an authority that is trusted here"
        }
        if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") { return "it does not speak TLS" }
        if text.contains("ostname") { return "its certificate is for another host" }
        return "no secure connection comes about"
    }

    private static func parser(_ error: any Error) -> TransportFailure {
        (error as? HTTPParserError) == .invalidEOFState
            ? cut : TransportFailure(.malformedAnswer, "it answers with something that is no HTTP", isPassing: false)
    }

    /// The error for callers.
    func error(_ address: ServerAddress) -> ClientError {
        let remedy: String? =
            switch code {
            case .unreachable, .timedOut:
                "Check that the server runs ('strata server') and that the address is right."
            case .certificate where words.contains("not signed"):
                "Name the file of the authority's certificate in STRATA_CA_FILE."
            case .certificate where words.contains("TLS"): "Write the address with http:// if the server has no TLS."
            case .malformedAnswer where !address.isSecure: "Write the address with https:// if the server has TLS."
            default: nil
            }
        return ClientError(code, "\(address) does not answer: \(words).", remedy: remedy)
    }
}
