import Logging
import StrataAPI
import StrataModel
import StrataStore
import Synchronization

extension IdentityService {
    /// Opens a new session for whoever has this key; the one that the browser had ends.
    ///
    /// A session is never taken over, so a cookie that someone planted opens nothing.
    ///
    /// - Returns: What becomes the cookie.
    /// - Throws: `Problem` with status 401 or 429.
    func signIn(
        with text: String,
        from address: ClientAddress,
        replacing old: SessionCookie?
    ) async throws(Problem) -> SessionCookie {
        guard let secret = KeySecret(text.filter { !$0.isWhitespace }) else {
            try allowAttempt(from: address, at: now())
            let words = "This is no key: keys look like 'strata_1a2b3c4d_' and 43 more characters."
            throw refuse(nil, words, from: address)
        }
        let key = try await verified(secret, from: address)
        if let old { try await signOut(old) }
        let cookie = SessionCookie(at: now())
        let csrfToken = Base64URL.encode(RandomBytes.make(32))
        let expiresAt = cookie.expiry(usedAt: now())
        try await asking {
            try await self.store.addSession(
                hash: cookie.hash,
                key: key.id,
                csrfToken: csrfToken,
                expiresAt: expiresAt
            )
        }
        logger.info("signed in", metadata: ["key": "\(key.id)", "address": "\(address.text)"])
        return cookie
    }

    /// Ends a session, here at once.
    ///
    /// - Throws: `Problem` with status 503 where the store cannot be written; the session may go on elsewhere then.
    func signOut(_ cookie: SessionCookie) async throws(Problem) {
        let hash = cookie.hash
        try await asking { try await self.store.removeSession(hash: hash) }
        state.withLock { state in
            state.sessions.remove(hash)
            state.uses.end(session: hash)
        }
    }

    /// Who has this cookie, or `nil` where the session is over.
    ///
    /// Each use makes it last twelve hours more, up to a week in all.
    func session(_ cookie: SessionCookie) async throws(Problem) -> Principal? {
        let time = now()
        let hash = cookie.hash
        let (cached, generation) = state.withLock { ($0.sessions.find(hash, at: time), $0.sessions.generation) }
        var known: IdentityState.KnownSession
        if let cached, cached.isFresh {
            known = cached.value
        } else {
            let found = try await asking { try await self.store.session(hash: hash, at: time) }
            guard let found else { return nil }
            known = .init(key: found.key, csrfToken: found.csrfToken, expiresAt: found.expiresAt)
            // What was just extended is not yet in the store.
            if let cached { known.expiresAt = max(known.expiresAt, cached.value.expiresAt) }
            let read = known
            state.withLock { $0.sessions.insert(read, for: hash, readAt: time, generation: generation) }
        }
        let longest = cookie.expiry(usedAt: time)
        guard known.key.refusal(at: time) == nil, time < known.expiresAt, time < longest else { return nil }
        state.withLock { state in
            state.uses.use(key: known.key.id, at: time)
            if longest.since(known.expiresAt) > Self.extensionStep {
                state.uses.extend(session: hash, until: longest)
            }
        }
        return .session(known.key, csrfToken: known.csrfToken)
    }

    /// Sessions are written again only where they gain so much.
    private static var extensionStep: Duration { .seconds(600) }
}
