import NIOCore
import NIOHTTP1

/// One connection of a ``ScriptedServer``: collects each request and does what is said.
final class ScriptedConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let reply: @Sendable (ScriptedServer.Request) async throws -> ScriptedServer.Reply
    private var current = ScriptedServer.Request(method: "", target: "", headers: [:], body: [])

    init(_ reply: @escaping @Sendable (ScriptedServer.Request) async throws -> ScriptedServer.Reply) {
        self.reply = reply
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            current = .init(method: "\(head.method)", target: head.uri, headers: head.headers, body: [])
        case .body(let bytes): current.body += bytes.readableBytesView
        case .end:
            Self.answer(current, reply, context.channel)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private static func answer(
        _ request: ScriptedServer.Request,
        _ reply: @escaping @Sendable (ScriptedServer.Request) async throws -> ScriptedServer.Reply,
        _ channel: any Channel
    ) {
        Task {
            do {
                try await send(reply(request), to: channel)
            } catch {
                // How a connection ends is the test's business.
                try? await channel.close()
            }
        }
    }

    private static func send(_ reply: ScriptedServer.Reply, to channel: any Channel) async throws {
        switch reply {
        case .answer(let status, let headers, let body):
            try await begin(status, headers + [("content-length", "\(body.count)")], channel)
            try await write(.body(.byteBuffer(ByteBuffer(bytes: body))), channel)
            return try await write(.end(nil), channel)
        case .cut: break
        case .partial(let status, let announced, let headers, let body):
            try await begin(status, headers + [("content-length", "\(announced)")], channel)
            try await write(.body(.byteBuffer(ByteBuffer(bytes: body))), channel)
        case .stream(let headers, let pieces):
            try await begin(200, headers + [("transfer-encoding", "chunked")], channel)
            for piece in pieces { try await write(.body(.byteBuffer(ByteBuffer(string: piece))), channel) }
        case .silence(let time): try await Task.sleep(for: time)
        }
        try await channel.close()
    }

    private static func begin(_ status: Int, _ headers: [(String, String)], _ channel: any Channel) async throws {
        let status = HTTPResponseStatus(statusCode: status)
        try await write(
            .head(HTTPResponseHead(version: .http1_1, status: status, headers: HTTPHeaders(headers))),
            channel
        )
    }

    private static func write(_ part: HTTPServerResponsePart, _ channel: any Channel) async throws {
        try await channel.writeAndFlush(part)
    }
}
