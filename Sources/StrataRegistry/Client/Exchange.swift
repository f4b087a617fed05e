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

    /// One attempt, and a second where credentials turn out to be wanted.
    private func attempt(_ call: RegistryCall) async throws -> HTTPAnswer {
        let known = try await authenticator.authorization(for: call)
        let answer = try await follow(call, known)
        guard answer.status == 401 else { return try await accept(answer, call, known) }
        let next = try await authenticator.authorization(for: call, challenges: answer.headers, refused: known)
        guard let next, !next.scheme.isEmpty else {
            if call.others.contains(401) { return answer }
            throw try await sender.error(answer, for: call.action, authorization: next ?? known)
        }
        await answer.drain()
        return try await accept(try await follow(call, next), call, next)
    }

    private func accept(
        _ answer: HTTPAnswer,
        _ call: RegistryCall,
        _ authorization: Authorization?
    ) async throws -> HTTPAnswer {
        if call.success.contains(answer.status) || call.others.contains(answer.status) { return answer }
        throw try await sender.error(answer, for: call.action, authorization: authorization)
    }

    /// Sends a request, and where the answer says so, to other places: without credentials if the origin is another.
    private func follow(_ call: RegistryCall, _ authorization: Authorization?) async throws -> HTTPAnswer {
        var http = HTTPCall(method: call.method, address: call.address, headers: call.headers, body: call.body)
        let home = options.address(call.action.registry, "/")
        for _ in 0...Self.redirectLimit {
            http.headers.remove(name: "authorization")
            if let authorization, !authorization.scheme.isEmpty, http.address.origin == home.origin {
                http.headers.add(name: "authorization", value: authorization.header)
            }
            let answer = try await sender.send(http, for: call.action)
            guard call.followsRedirects, [301, 302, 303, 307, 308].contains(answer.status) else { return answer }
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
