import NIOCore
import NIOHTTP1

extension FaultProxy {
    typealias Outbound = NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>

    /// Answers a request.
    ///
    /// - Returns: Whether the connection goes on.
    func answer(
        _ head: HTTPRequestHead,
        _ body: ByteBuffer,
        _ effect: Fault.Effect?,
        _ outbound: Outbound
    ) async throws -> Bool {
        if let reply = guarded(head, body) {
            try await send(reply, head, outbound)
            return true
        }
        if case .answer(let status, let headers, let text)? = effect {
            try await send(Reply(status: status, headers: HTTPHeaders(headers), body: Array(text.utf8)), head, outbound)
            return true
        }
        if case .silence(let duration)? = effect { try await Task.sleep(for: duration) }
        var reply = try await forward(head, body)
        switch effect {
        case .headers(let changes):
            for (name, value) in changes {
                reply.headers.remove(name: name)
                if let value { reply.headers.add(name: name, value: value) }
            }
        case .body(let change):
            reply.body = change(reply.body)
            reply.headers.replaceOrAdd(name: "content-length", value: "\(reply.body.count)")
        case .cutDown(let limit):
            try await outbound.write(.head(responseHead(reply)))
            try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: reply.body.prefix(limit)))))
            return false
        case .drip(let pieces, let pause):
            try await drip(reply, pieces, pause, outbound)
            return true
        case .loseAnswer: return false
        default: break
        }
        try await send(reply, head, outbound)
        return true
    }

    private func guarded(_ head: HTTPRequestHead, _ body: ByteBuffer) -> Reply? {
        guard let authority else { return nil }
        if head.uri.hasPrefix("/token") {
            let (status, text) = authority.issue(head, body: Array(body.readableBytesView))
            return Reply(status: status, headers: ["content-type": "application/json"], body: Array(text.utf8))
        }
        guard !authority.admits(head) else { return nil }
        let scopes = authority.needed(head).first.map { ",scope=\"\($0)\"" } ?? ""
        let challenge = "Bearer realm=\"http://127.0.0.1:\(port)/token\",service=\"tests\"\(scopes)"
        let text = #"{"errors": [{"code": "UNAUTHORIZED", "message": "authentication required"}]}"#
        return Reply(status: 401, headers: ["www-authenticate": challenge], body: Array(text.utf8))
    }

    private func send(_ reply: Reply, _ head: HTTPRequestHead, _ outbound: Outbound) async throws {
        var reply = reply
        if head.method != .HEAD, ![204, 304].contains(reply.status) {
            reply.headers.replaceOrAdd(name: "content-length", value: "\(reply.body.count)")
        }
        try await outbound.write(.head(responseHead(reply)))
        if !reply.body.isEmpty, head.method != .HEAD {
            try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: reply.body))))
        }
        try await outbound.write(.end(nil))
    }

    private func drip(_ reply: Reply, _ pieces: Int, _ pause: Duration, _ outbound: Outbound) async throws {
        try await outbound.write(.head(responseHead(reply)))
        let length = max(reply.body.count / pieces, 1)
        var rest = reply.body[...]
        while !rest.isEmpty {
            try await outbound.write(.body(.byteBuffer(ByteBuffer(bytes: rest.prefix(length)))))
            rest = rest.dropFirst(length)
            try await Task.sleep(for: pause)
        }
        try await outbound.write(.end(nil))
    }

    private func responseHead(_ reply: Reply) -> HTTPResponseHead {
        HTTPResponseHead(version: .http1_1, status: .init(statusCode: reply.status), headers: reply.headers)
    }
}
