package import HTTPTypes
package import Logging
package import NIOCore
package import StrataAPI
package import StrataModel
package import StrataStore
import Synchronization

/// Says who asks, by what a request shows; makes and revokes keys, sessions and workers' tokens.
///
/// What the store says of a key or session is believed for five seconds, so that it is not read for each request; what this
/// server revokes itself ends at once. Uses are written by ``run()``, not by requests.
package final class IdentityService: Sendable {
    /// What decides who is let in.
    package let settings: IdentitySettings
    let store: any ServerStore
    let secret: ServerSecret
    let logger: Logger
    let now: @Sendable () -> Timestamp
    let state = Mutex(IdentityState())

    /// Sets the service up; reads nothing.
    ///
    /// - Parameters:
    ///   - store: Where keys and sessions are kept.
    ///   - secret: What tokens are signed with.
    ///   - settings: What decides who is let in.
    ///   - logger: Takes refusals, without secrets.
    ///   - now: The clock.
    package init(
        store: any ServerStore,
        secret: ServerSecret,
        settings: IdentitySettings,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp = { .now }
    ) {
        self.store = store
        self.secret = secret
        self.settings = settings
        self.logger = logger
        self.now = now
    }

    /// Who asks.
    ///
    /// A cookie that is no longer good counts as none; a key or token that is not good is refused.
    ///
    /// - Parameters:
    ///   - head: The request without its body.
    ///   - remoteAddress: The other end of the connection.
    /// - Returns: `nil` where the request does not say who asks, and the server is closed.
    /// - Throws: `Problem` with status 401, 403, 429, or 503 where the store cannot be read.
    package func principal(
        of head: HTTPRequest,
        remoteAddress: SocketAddress?
    ) async throws(Problem) -> Principal? {
        let address = clientAddress(head.headerFields, remoteAddress)
        switch Credential(head.headerFields) {
        case .none:
            return try await anonymous(head)
        case .key(let secret):
            return .key(try await verified(secret, from: address))
        case .token(let text):
            return try attempt(text, from: address)
        case .session(let cookie):
            if let session = try await session(cookie) { return session }
            return try await anonymous(head)
        case .malformed:
            throw refuse(nil, "The 'Authorization' field holds no key of this server.", from: address)
        }
    }

    /// As ``principal(of:remoteAddress:)``, for what takes a key in any case.
    ///
    /// - Throws: `Problem`; with status 401 also where the request does not say who asks.
    package func authenticate(
        _ head: HTTPRequest,
        remoteAddress: SocketAddress?
    ) async throws(Problem) -> Principal {
        guard let principal = try await principal(of: head, remoteAddress: remoteAddress) else { throw .keyNeeded }
        return principal
    }

    /// Whether there is a key, be it revoked or expired.
    ///
    /// Once there is one the server stays closed: revoking the last key must not let everyone in. Asks the store at most
    /// once a second, and never again once there is one.
    ///
    /// - Throws: `Problem` with status 503 where the store cannot be read.
    package func hasKeys() async throws(Problem) -> Bool {
        let time = now()
        let (known, mustLook) = state.withLock { ($0.hasKeys, $0.mustLookForKeys(at: time)) }
        guard mustLook else { return known }
        let found = try await asking { !(try await self.store.keys().isEmpty) }
        return state.withLock { state in
            state.lookedForKeysAt = time
            state.hasKeys = state.hasKeys || found
            return state.hasKeys
        }
    }

    private func anonymous(_ head: HTTPRequest) async throws(Problem) -> Principal? {
        let openness = settings.whileWithoutKeys
        guard openness != .closed, try await !hasKeys() else { return nil }
        guard openness == .toAnyone || HostName.isLoopback(head.authority) else {
            throw .foreignHost(head.authority)
        }
        return .anyone
    }

    /// What the failures of whoever asks are counted by.
    func clientAddress(_ fields: HTTPFields, _ remoteAddress: SocketAddress?) -> ClientAddress {
        guard settings.isBehindProxy else { return ClientAddress(remoteAddress) }
        return ClientAddress(forwardedFor: fields.value(named: "X-Forwarded-For")) ?? ClientAddress(remoteAddress)
    }

    /// Asks the store; its errors become a problem, and are logged.
    func asking<Value: Sendable>(_ body: () async throws -> Value) async throws(Problem) -> Value {
        do {
            return try await body()
        } catch {
            logger.error("keys cannot be looked up", metadata: ["error": "\(error)"])
            throw Problem(
                code: "unavailable",
                status: 503,
                detail: "The server cannot look up keys at the moment.",
                remedy: "Try again in a moment; the server's log says why.",
                retryAfterSeconds: 1
            )
        }
    }
}

extension HTTPFields {
    /// The value of a field by its name.
    func value(named name: String) -> String? {
        HTTPField.Name(name).flatMap { self[$0] }
    }
}
