import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import StrataAPI
import StrataDashboard
import StrataModel
import StrataStore
import StrataTestSupport
import Synchronization

@testable import StrataServer

/// A clock that stands until it is moved.
final class TestClock: Sendable {
    // From the present second on, since the store removes sessions that have expired by its own clock.
    private let time = Mutex(Timestamp(microseconds: Timestamp.now.microseconds / 1_000_000 * 1_000_000))

    var now: Timestamp { time.withLock { $0 } }

    func advance(seconds: Int64) {
        time.withLock { $0 = Timestamp(microseconds: $0.microseconds + seconds * 1_000_000) }
    }
}

/// Keeps everything that is logged, at every level.
final class LogRecorder: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(recorder: self) }
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let recorder: LogRecorder
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            recorder.lines.withLock { $0.append("\(event.level) \(event.message) \(all)") }
        }
    }
}

/// An identity service over a real store, and a router with the real middleware around it.
struct IdentityFixture: Sendable {
    let store: SQLiteMetadataStore
    /// Another connection to the same store: what another process does.
    let otherProcess: SQLiteMetadataStore
    let identity: IdentityService
    let clock: TestClock
    let logs: LogRecorder
    let secret: ServerSecret
    private let responder: RouterResponder<ServerContext>

    /// Runs `body` with a new store and service.
    static func with<Result>(
        _ settings: IdentitySettings = IdentitySettings(isLoopback: true),
        _ body: (IdentityFixture) async throws -> Result
    ) async throws -> Result {
        try await withTemporaryFolder { folder in
            try await body(try IdentityFixture(folder, settings))
        }
    }

    private init(_ folder: String, _ settings: IdentitySettings) throws {
        let home = StrataHome(path: folder)
        let clock = TestClock()
        store = try home.openMetadata()
        otherProcess = try home.openMetadata()
        secret = try SecretFile(home: folder).open()
        logs = LogRecorder()
        self.clock = clock
        identity = IdentityService(
            store: store,
            secret: secret,
            settings: settings,
            logger: logs.logger,
            now: { clock.now }
        )
        responder = try Self.router(identity).buildResponder()
    }

    /// What stands around the identity's own routes: an open one, and one for each scope.
    private static func router(_ identity: IdentityService) throws -> Router<ServerContext> {
        let router = Router(context: ServerContext.self)
        router.middlewares.add(ProblemAnswers())
        router.middlewares.add(IdentityMiddleware(identity))
        router.middlewares.add(CSRFMiddleware())
        let pages = SignInRoutes(identity: identity, dashboard: try Dashboard())
        router.get("/sign-in") { try await pages.show($0, $1) }
        router.post("/sign-in") { try await pages.signIn($0, $1) }
        router.post("/sign-out") { try await pages.signOut($0, $1) }
        router.get("/open") { _, _ in "open" }
        for scope in Scope.allCases {
            for path in ["/api/v1/\(scope.rawValue)", "/page/\(scope.rawValue)"] {
                router.get(RouterPath(path)) { _, context in try Self.answer(scope, context) }
                router.post(RouterPath(path)) { _, context in try Self.answer(scope, context) }
            }
        }
        router.post("/echo") { request, context in
            _ = try Self.answer(.submit, context)
            return try await String(buffer: request.body.collect(upTo: 100_000))
        }
        return router
    }

    private static func answer(_ scope: Scope, _ context: ServerContext) throws -> String {
        try Principal.require(scope, of: context.principal)
        return context.principal?.name ?? "anyone"
    }

    /// Makes a key in the store, as the command line does.
    func makeKey(_ scope: Scope, name: String = "ada", expiresAfter seconds: Int64? = nil) async throws -> IssuedKey {
        let expiresAt = seconds.map { Timestamp(microseconds: clock.now.microseconds + $0 * 1_000_000) }
        return try await KeyMaker.make(
            KeyRequest(name: name, scope: scope, expiresAt: expiresAt),
            in: otherProcess,
            at: clock.now
        )
    }

    /// What is answered to a request.
    struct Answer {
        var status: Int
        var fields: HTTPFields
        var body: String

        /// The cookies that it sets, whole fields.
        var setCookies: [String] { fields[values: .setCookie] }

        /// The value of a cookie that it sets; `nil` where it sets none.
        func cookie(_ name: String) -> String? {
            setCookies.first { $0.hasPrefix(name + "=") }?
                .dropFirst(name.count + 1).split(separator: ";", omittingEmptySubsequences: false).first.map(
                    String.init
                )
        }
    }

    /// Sends a request, from 192.0.2.1 where nothing else is said.
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ fields: [String: String] = [:],
        body: String = "",
        host: String? = "localhost:7870",
        from address: String = "192.0.2.1"
    ) async throws -> Answer {
        var head = HTTPRequest(method: method, scheme: "http", authority: host, path: path)
        for (name, value) in fields {
            guard let name = HTTPField.Name(name) else { throw NoFieldName(name: name) }
            head.headerFields.append(HTTPField(name: name, value: value))
        }
        let channel = EmbeddedChannel()
        channel.remoteAddress = try SocketAddress(ipAddress: address, port: 50_000)
        let context = ServerContext(source: .init(channel: channel, logger: logs.logger))
        let request = Request(head: head, body: .init(buffer: ByteBuffer(string: body)))
        let response = try await responder.respond(to: request, context: context)
        let collected = CollectingWriter()
        try await response.body.write(collected)
        return Answer(status: response.status.code, fields: response.headers, body: collected.text)
    }

    /// Sends a request with a key or token.
    func send(_ path: String, bearer: String, from address: String = "192.0.2.1") async throws -> Answer {
        try await send(.get, path, ["Authorization": "Bearer \(bearer)"], from: address)
    }

    private struct NoFieldName: Error {
        var name: String
    }
}

/// Takes what an answer writes.
private final class CollectingWriter: ResponseBodyWriter, Sendable {
    private let buffer = Mutex(ByteBuffer())

    var text: String { buffer.withLock { String(buffer: $0) } }

    func write(_ piece: ByteBuffer) async throws {
        var piece = piece
        let bytes = piece.readBytes(length: piece.readableBytes) ?? []
        buffer.withLock { _ = $0.writeBytes(bytes) }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Makes answers of problems, as the server does.
private struct ProblemAnswers: RouterMiddleware {
    typealias Context = ServerContext

    func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return .problem(problem)
        }
    }
}
