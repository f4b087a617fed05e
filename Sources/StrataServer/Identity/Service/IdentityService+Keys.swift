import Logging
package import StrataAPI
package import StrataModel
import StrataStore
import Synchronization

extension IdentityService {
    /// All keys, the newest first.
    ///
    /// - Throws: `Problem` with status 503 where the store cannot be read.
    package func keys() async throws(Problem) -> [APIKey] {
        try await asking { try await self.store.keys() }
    }

    /// Makes a key; from then on the server is closed.
    ///
    /// - Throws: `Problem` with status 400 for a name or time that does not do, 503 where the store cannot be written.
    package func makeKey(_ request: KeyRequest) async throws(Problem) -> IssuedKey {
        let time = now()
        if let fault = KeyMaker.fault(in: request, at: time) {
            throw Problem(code: "invalid", status: 400, detail: fault)
        }
        let made = try await asking { try await KeyMaker.make(request, in: self.store, at: time) }
        state.withLock { $0.hasKeys = true }
        logger.notice("a key was made", metadata: ["key": "\(made.key.id)", "scope": "\(made.key.scope.rawValue)"])
        return made
    }

    /// Revokes a key and ends its sessions, on this server at once.
    ///
    /// - Returns: Whether there was one that was not revoked.
    /// - Throws: `Problem` with status 503 where the store cannot be written.
    package func revokeKey(_ id: String) async throws(Problem) -> Bool {
        let time = now()
        let isRevoked = try await asking { try await self.store.revokeKey(id: id, at: time) }
        state.withLock { $0.forget(key: id) }
        if isRevoked { logger.notice("a key was revoked", metadata: ["key": "\(id)"]) }
        return isRevoked
    }

    /// A token with which the worker of one attempt reports on its run.
    ///
    /// - Throws: `Problem` with status 400 where the attempt or the time does not do.
    package func issueToken(
        for run: RunID,
        attempt: Int32,
        expiresIn duration: Duration
    ) throws(Problem) -> IssuedToken {
        guard attempt >= 1 else {
            throw Problem(code: "invalid", status: 400, detail: "Attempts are numbered from 1, not from \(attempt).")
        }
        guard duration > .zero, duration <= .seconds(Self.longestToken) else {
            throw Problem(
                code: "invalid",
                status: 400,
                detail: "A token lasts from 1 to \(Self.longestToken) seconds (a week), not "
                    + "\(duration.components.seconds)."
            )
        }
        let (seconds, attoseconds) = duration.components
        let expiresAt = Timestamp(
            microseconds: now().microseconds + seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        )
        let token = AttemptToken(run: run, attempt: attempt, expiresAt: expiresAt)
        return IssuedToken(token: token.signed(with: secret), expiresAt: expiresAt)
    }

    private static var longestToken: Int64 { 7 * 24 * 3600 }
}
