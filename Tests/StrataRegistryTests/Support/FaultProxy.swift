import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server in front of a real registry that does wrong what a table says, and passes on the rest.
final class FaultProxy: Sendable {
    private struct State {
        var faults: [Fault]
        var requests: [RecordedRequest] = []
        var open = 0
        var mostOpen = 0
        /// Where an upload really goes on, by the path that the client knows.
        var moved: [String: String] = [:]
    }

    typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

    let port: Int
    let upstream: Int
    let authority: TokenAuthority?
    let http: HTTPClient
    private let state: Mutex<State>

    private init(port: Int, upstream: Int, faults: [Fault], authority: TokenAuthority?, http: HTTPClient) {
        self.port = port
        self.upstream = upstream
        self.authority = authority
        self.http = http
        state = Mutex(State(faults: faults))
    }

    /// As references name it.
    var host: String { "127.0.0.1:\(port)" }
    /// What it saw, in order.
    var requests: [RecordedRequest] { state.withLock { $0.requests } }
    /// How many requests were under way at once at most.
    var mostOpen: Int { state.withLock { $0.mostOpen } }
    /// How many requests it saw with this method whose path contains the text.
    func count(_ method: String, _ path: String) -> Int {
        requests.count { ($0.method == method || method == "*") && $0.uri.contains(path) }
    }

    func add(_ fault: Fault) { state.withLock { $0.faults.append(fault) } }

    /// Runs `body` with a proxy before the registry on the port `upstream`.
    static func run<Result: Sendable>(
        upstream: Int,
        faults: [Fault] = [],
        authority: TokenAuthority? = nil,
        _ body: (FaultProxy) async throws -> Result
    ) async throws -> Result {
        let server = try await LoopbackServer.bind { channel in
            try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: false)
            return try Connection(wrappingChannelSynchronously: channel)
        }
        let http = HTTPClient(eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton))
        let port = server.channel.localAddress?.port ?? 0
        let proxy = FaultProxy(port: port, upstream: upstream, faults: faults, authority: authority, http: http)
        do {
            let result = try await LoopbackServer.serve(server) {
                try await proxy.serve($0)
            } while: {
                try await body(proxy)
            }
            try await http.shutdown()
            return result
        } catch {
            try await http.shutdown()
            throw error
        }
    }

    private func serve(_ connection: Connection) async throws {
        try await connection.executeThenClose { inbound, outbound in
            var parts = inbound.makeAsyncIterator()
            while case .head(let head)? = try await parts.next() {
                let effect = begin(head)
                defer { state.withLock { $0.open -= 1 } }
                var body = ByteBuffer()
                if case .cutUp(let limit, let keeps)? = effect {
                    while body.readableBytes < limit, case .body(var chunk)? = try await parts.next() {
                        body.writeBuffer(&chunk)
                    }
                    if keeps {
                        try await keep(head, body.getSlice(at: 0, length: min(limit, body.readableBytes)) ?? body)
                    }
                    return
                }
                var part = try await parts.next()
                while case .body(var chunk)? = part {
                    body.writeBuffer(&chunk)
                    part = try await parts.next()
                }
                guard case .end? = part else { return }
                note(head, body.readableBytes)
                guard try await answer(head, body, effect, outbound) else { return }
            }
        }
    }

    private func begin(_ head: HTTPRequestHead) -> Fault.Effect? {
        state.withLock { state in
            state.open += 1
            state.mostOpen = max(state.mostOpen, state.open)
            state.requests.append(RecordedRequest(method: head.method.rawValue, uri: head.uri, headers: head.headers))
            guard let index = state.faults.firstIndex(where: { $0.concerns(head) }) else { return nil }
            state.faults[index].times -= 1
            return state.faults[index].effect
        }
    }

    private func note(_ head: HTTPRequestHead, _ length: Int) {
        state.withLock { state in
            if let index = state.requests.lastIndex(where: { $0.uri == head.uri && $0.method == head.method.rawValue })
            {
                state.requests[index].bodyLength = length
            }
        }
    }

    /// Hands the registry what has arrived of an upload, and remembers where it goes on.
    private func keep(_ head: HTTPRequestHead, _ body: ByteBuffer) async throws {
        let path = head.uri.split(separator: "&digest=")[0]
        var patch = HTTPRequestHead(version: .http1_1, method: .PATCH, uri: String(path), headers: head.headers)
        patch.headers.remove(name: "content-length")
        let reply = try await forward(patch, body)
        guard let location = reply.headers.first(name: "location"), let start = location.ranges(of: "/v2/").first else {
            return
        }
        state.withLock { $0.moved[String(path)] = String(location[start.lowerBound...]) }
    }

    struct Reply: Sendable {
        var status: Int
        var headers: HTTPHeaders
        var body: [UInt8]
    }

    func forward(_ head: HTTPRequestHead, _ body: ByteBuffer) async throws -> Reply {
        let target = state.withLock { state in
            state.moved.first { head.uri.hasPrefix($0.key) }.map { $0.value + head.uri.dropFirst($0.key.count) }
                ?? head.uri
        }
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(upstream)\(target)")
        request.method = head.method
        request.headers = head.headers
        request.headers.remove(name: "content-length")
        request.headers.remove(name: "transfer-encoding")
        if authority != nil { request.headers.remove(name: "authorization") }
        if body.readableBytes > 0 { request.body = .bytes(body) }
        let response = try await http.execute(request, timeout: .seconds(30))
        let bytes = try await response.body.collect(upTo: 64 * 1024 * 1024)
        return Reply(status: Int(response.status.code), headers: response.headers, body: Array(bytes.readableBytesView))
    }
}
