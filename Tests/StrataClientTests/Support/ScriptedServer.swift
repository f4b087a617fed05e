import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix
import StrataAPI
import StrataClient
import StrataModel
import Synchronization

/// A server on a free port of 127.0.0.1 that answers as a test wants: for faults that a real one cannot be made to have.
final class ScriptedServer: Sendable {
    /// A request as it arrived.
    struct Request: Sendable {
        var method: String
        var target: String
        var headers: HTTPHeaders
        var body: [UInt8]

        /// The first header of that name.
        func header(_ name: String) -> String? { headers.first(name: name) }

        /// The target without the query.
        var path: String { String(target.prefix { $0 != "?" }) }
    }

    /// What to do with a request.
    enum Reply: Sendable {
        case answer(Int, [(String, String)] = [], [UInt8] = [])
        /// Closes the connection without a word.
        case cut
        /// Announces more bytes than it sends, then closes the connection.
        case partial(Int, announced: Int, [(String, String)] = [], [UInt8])
        /// Sends pieces of a body without a length, then closes the connection.
        case stream([(String, String)], [String])
        /// Says nothing for a while, then closes the connection.
        case silence(Duration)

        /// A value as JSON.
        static func json(_ value: some Encodable, status: Int = 200) throws -> Reply {
            .answer(status, [("content-type", "application/json")], Array(try APICoding.encoder.encode(value)))
        }

        /// A refusal.
        static func problem(_ problem: Problem, _ headers: [(String, String)] = []) throws -> Reply {
            let type = [("content-type", Problem.mediaType)]
            return .answer(problem.status, type + headers, Array(try APICoding.encoder.encode(problem)))
        }
    }

    typealias Script = @Sendable (Request, _ number: Int) async throws -> Reply

    private let received = Mutex<[Request]>([])
    private let script: Script

    private init(_ script: @escaping Script) {
        self.script = script
    }

    /// What has arrived, requests for the version left out.
    var requests: [Request] { received.withLock { $0 } }

    /// Serves while `body` runs, which is given the server and its address.
    ///
    /// `script` is asked for each request but those for the version; its number counts them from 1.
    static func run<Result: Sendable>(
        version: ServerVersion = ServerVersion(version: StrataVersion.current, minimumClient: "0.1.0"),
        _ script: @escaping Script,
        _ body: (ScriptedServer, ServerAddress) async throws -> Result
    ) async throws -> Result {
        let server = ScriptedServer(script)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline(withErrorHandling: false)
                    try pipeline.addHandler(ScriptedConnection { try await server.reply($0, version) })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let address = try ServerAddress("http://127.0.0.1:\(channel.localAddress?.port ?? 0)")
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = .success(try await body(server, address))
        } catch {
            outcome = .failure(error)
        }
        try await channel.close()
        return try outcome.get()
    }

    private func reply(_ request: Request, _ version: ServerVersion) async throws -> Reply {
        if request.path.hasSuffix("/api/v1/version") { return try .json(version) }
        let number = received.withLock { received in
            received.append(request)
            return received.count
        }
        return try await script(request, number)
    }
}

extension StrataClient {
    /// A client that does not wait long between attempts.
    static func quick(
        _ address: ServerAddress,
        key: String? = nil,
        patience: Duration = .seconds(30)
    ) throws -> StrataClient {
        try StrataClient(
            address,
            apiKey: key,
            retries: RetryPolicy(base: .milliseconds(1), cap: .milliseconds(5), patience: patience)
        )
    }
}
