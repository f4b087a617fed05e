import NIOHTTP1
public import StrataAPI
import StrataModel
import Synchronization

/// The typed client of a server's API: pipeline runs, runs, logs, artifacts, events.
///
/// ```swift
/// let client = try StrataClient(ServerAddress("http://127.0.0.1:7870"))
/// for summary in try await client.page(PipelineRunQuery(states: [.failed])).items { print(summary.label) }
/// ```
///
/// Calls that fail in passing (a connection that is refused or cut, the statuses 429, 502, 503 and 504) are made again, see
/// ``RetryPolicy``; all of them are addressed by key, number or digest, so that nothing is done twice. What the server refuses
/// is thrown as `Problem`, everything else as ``ClientError``. Before the first call, versions are compared. Copies share
/// connections, which are closed with the last of them.
public struct StrataClient: Sendable {
    /// How long silence is borne.
    public struct Timeouts: Sendable, Hashable {
        /// Until a connection, TLS included, has come about.
        public var connect: Duration
        /// Until the next byte of an answer or of what is sent.
        public var silence: Duration

        /// Describes limits.
        public init(connect: Duration = .seconds(5), silence: Duration = .seconds(60)) {
            self.connect = connect
            self.silence = silence
        }
    }

    /// Where the server is.
    public let address: ServerAddress
    /// When calls are made again.
    public var retries: RetryPolicy
    let key: Secret?
    let transport: Transport
    let agreement = VersionAgreement()
    /// Hears of every attempt: why one failed in passing, or `nil` where one was answered.
    package var watch: (@Sendable ((any Error)?) -> Void)?

    /// Prepares; no connection is made before the first call.
    ///
    /// - Parameters:
    ///   - address: Where the server is.
    ///   - apiKey: What is shown to the server; `nil` for servers that are open to this machine.
    ///   - certificateAuthorityPath: A PEM file with authorities that are trusted besides the system's.
    ///   - retries: When calls are made again.
    ///   - timeouts: How long silence is borne.
    /// - Throws: ``ClientError`` where the key or the file is not usable.
    public init(
        _ address: ServerAddress,
        apiKey: String? = nil,
        certificateAuthorityPath: String? = nil,
        retries: RetryPolicy = RetryPolicy(),
        timeouts: Timeouts = Timeouts()
    ) throws(ClientError) {
        self.address = address
        self.retries = retries
        if let apiKey { key = try Secret(key: apiKey) } else { key = nil }
        transport = try Transport(timeouts, certificateAuthorityPath: certificateAuthorityPath)
    }

    /// What should be said before this client is used, if anything: a key that would travel in the clear.
    public var warning: String? {
        guard key != nil, !address.isSecure, !address.isLoopback else { return nil }
        return "the API key travels unencrypted to \(address): whoever can listen on the way can use it. "
            + "Use https, or a tunnel to an address of this machine."
    }

    /// The same client with another patience.
    package func patient(for duration: Duration) -> StrataClient {
        var client = self
        client.retries.patience = duration
        return client
    }

    /// What the server says of itself.
    public func version() async throws -> ServerVersion {
        try await json(Call(.GET, "version"), checksVersion: false)
    }
}

/// Whether the versions of client and server have been compared.
final class VersionAgreement: Sendable {
    private let isReached = Mutex(false)

    /// Compares once; a failure is no comparison.
    func reach(_ compare: () async throws -> Void) async throws {
        guard !isReached.withLock({ $0 }) else { return }
        try await compare()
        isReached.withLock { $0 = true }
    }
}
