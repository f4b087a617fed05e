import NIOCore
import NIOPosix
import Synchronization

/// A proxy that understands `CONNECT`, and remembers what it was asked.
final class ConnectProxy: Sendable {
    /// The heads of the requests, one text each.
    private let heads = Mutex<[String]>([])
    let port: Int
    private let credentials: String?
    private let target: Int

    private init(port: Int, target: Int, credentials: String?) {
        self.port = port
        self.target = target
        self.credentials = credentials
    }

    var requests: [String] { heads.withLock { $0 } }

    private typealias Channel = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// Runs `body` with a proxy that connects everything to one port of this machine.
    ///
    /// - Parameters:
    ///   - target: The port, whatever host is asked for.
    ///   - credentials: What `Proxy-Authorization` has to be, or `nil`.
    ///   - body: What the proxy is for.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    static func run<Result: Sendable>(
        target: Int,
        credentials: String? = nil,
        _ body: (ConnectProxy) async throws -> Result
    ) async throws -> Result {
        let server = try await LoopbackServer.bind { try Channel(wrappingChannelSynchronously: $0) }
        let proxy = ConnectProxy(port: server.channel.localAddress?.port ?? 0, target: target, credentials: credentials)
        return try await LoopbackServer.serve(server) {
            try await proxy.serve($0)
        } while: {
            try await body(proxy)
        }
    }

    private func serve(_ connection: Channel) async throws {
        try await connection.executeThenClose { inbound, outbound in
            var chunks = inbound.makeAsyncIterator()
            var head = ""
            while !head.contains("\r\n\r\n"), let chunk = try await chunks.next() { head += String(buffer: chunk) }
            heads.withLock { $0.append(head) }
            if let credentials, !head.lowercased().contains("proxy-authorization: \(credentials.lowercased())") {
                try await outbound.write(ByteBuffer(string: "HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n"))
                return
            }
            guard head.hasPrefix("CONNECT ") else {
                try await outbound.write(ByteBuffer(string: "HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n"))
                return
            }
            let upstream = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: target) { channel in
                    channel.eventLoop.makeCompletedFuture { try Channel(wrappingChannelSynchronously: channel) }
                }
            try await upstream.executeThenClose { answers, requests in
                try await outbound.write(ByteBuffer(string: "HTTP/1.1 200 OK\r\n\r\n"))
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for try await chunk in answers { try await outbound.write(chunk) }
                    }
                    while let chunk = try await chunks.next() { try await requests.write(chunk) }
                    group.cancelAll()
                }
            }
        }
    }
}
