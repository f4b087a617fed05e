import AsyncHTTPClient
import NIOHTTP1
import StrataOCI

/// Carries requests to registries through authentication, redirects and retries.
struct Exchange: Sendable {
    var sender: Sender
    var authenticator: Authenticator

    var options: RegistryClientOptions { sender.options }

    /// How many redirects are followed.
    private static let redirectLimit = 5

    /// Sends a request until it has an answer that counts, of which only the head matters.
    ///
    /// - Returns: The head of an answer whose status is in `success` or `others`.
    /// - Throws: ``RegistryError``, `CancellationError`, or what the request's body throws.
    func perform(_ call: RegistryCall) async throws -> HTTPHead {
        try await repeating(call) {
            let answer = try await attempt(call)
            await answer.drain()
            return answer.head
        }
    }

    /// Sends a request and reads its answer's body, to the end of both.
    func fetch(_ call: RegistryCall, limit: Int) async throws -> (head: HTTPHead, bytes: [UInt8]) {
        try await repeating(call) {
            let answer = try await attempt(call)
            let bytes = try await sender.bytes(answer, of: call.address, limit: limit, for: call.action)
            return (answer.head, bytes)
        }
    }

    /// Sends a request once; whoever asked reads the body.
    func open(_ call: RegistryCall) async throws -> HTTPAnswer {
        try await attempt(call)
    }

    private func repeating<Result>(_ call: RegistryCall, _ body: () async throws -> Result) async throws -> Result {
        guard call.isRepeatable else { return try await body() }
        return try await (call.retry ?? options.retry).run(body)
    }

    /// An answer, and who gave it.
    private struct Reply {
        var answer: HTTPAnswer
        /// The origin that answered, where it is not the registry's own.
        var foreignOrigin: String?
    }

    /// One attempt, and a second where credentials turn out to be wanted.
    private func attempt(_ call: RegistryCall) async throws -> HTTPAnswer {
        let known = try await authenticator.authorization(for: call)
        let reply = try await follow(call, known)
        // What another host asks for is none of the credentials' business: its token server could be anybody's.
        guard reply.answer.status == 401, reply.foreignOrigin == nil else {
            return try await accept(reply, call, known)
        }
        let headers = reply.answer.headers
        let next = try await authenticator.authorization(for: call, challenges: headers, refused: known)
        guard let next, !next.scheme.isEmpty else { return try await accept(reply, call, next ?? known) }
        await reply.answer.drain()
        return try await accept(try await follow(call, next), call, next)
    }

    private func accept(
        _ reply: Reply,
        _ call: RegistryCall,
        _ authorization: Authorization?
    ) async throws -> HTTPAnswer {
        let answer = reply.answer
        if call.success.contains(answer.status) || call.others.contains(answer.status) { return answer }
        guard let origin = reply.foreignOrigin else {
            throw try await sender.error(answer, for: call.action, authorization: authorization)
        }
        var error = try await sender.error(answer, for: call.action, authorization: nil)
        error.problem = "\(origin), where the registry sends for it, refuses it with HTTP \(answer.status)"
        error.remedy = nil
        throw error
    }

    /// Sends a request, and where the answer says so, to other places: without credentials if the origin is another.
    private func follow(_ call: RegistryCall, _ authorization: Authorization?) async throws -> Reply {
        var http = HTTPCall(method: call.method, address: call.address, headers: call.headers, body: call.body)
        let home = options.address(call.action.registry, "/")
        for _ in 0...Self.redirectLimit {
            http.headers.remove(name: "authorization")
            let isHome = http.address.origin == home.origin
            if let authorization, !authorization.scheme.isEmpty, isHome {
                http.headers.add(name: "authorization", value: authorization.header)
            }
            let answer = try await sender.send(http, for: call.action)
            guard call.followsRedirects, [301, 302, 303, 307, 308].contains(answer.status) else {
                return Reply(answer: answer, foreignOrigin: isHome ? nil : http.address.origin)
            }
            await answer.drain()
            guard let next = answer.headers.first(name: "location").flatMap({ http.address.resolving($0) }) else {
                throw call.action.error(
                    .protocolViolation,
                    "the registry redirects without saying where to",
                    status: answer.status
                )
            }
            guard next.isSecure || !http.address.isSecure else {
                throw call.action.error(
                    .protocolViolation,
                    "\(http.address.origin) redirects to \(next.origin), which is not secure",
                    status: answer.status
                )
            }
            http.address = next
        }
        throw call.action.error(.protocolViolation, "there are more than \(Self.redirectLimit) redirects")
    }
}
