import Logging
import StrataAPI
import StrataModel
import StrataStore
import Synchronization

extension IdentityService {
    /// The key of which this is the secret.
    ///
    /// - Throws: `Problem` with status 401 where there is none or it is not accepted any more, 429 after too many failures
    ///   from there.
    func verified(_ secret: KeySecret, from address: ClientAddress) async throws(Problem) -> APIKey {
        let time = now()
        let hash = secret.hash
        let (cached, generation) = state.withLock { ($0.keys.find(secret.id, at: time), $0.keys.generation) }
        let isKnown = cached.map { ConstantTime.areEqual($0.value.hash, hash) } ?? false
        if isKnown, let cached, cached.isFresh { return try accepted(cached.value.key, from: address, at: time) }
        // A key that was good a moment ago is not locked out by the failures of others behind the same address.
        if !isKnown { try allowAttempt(from: address, at: time) }
        let found = try await asking { try await self.store.key(id: secret.id) }
        guard let found, ConstantTime.areEqual(found.hash, hash) else {
            throw refuse(secret.id, "This key is not one of this server's.", from: address)
        }
        state.withLock {
            $0.hasKeys = true
            let known = IdentityState.KnownKey(key: found.key, hash: found.hash)
            $0.keys.insert(known, for: secret.id, readAt: time, generation: generation)
        }
        return try accepted(found.key, from: address, at: time)
    }

    private func accepted(_ key: APIKey, from address: ClientAddress, at time: Timestamp) throws(Problem) -> APIKey {
        if let refusal = key.refusal(at: time) {
            throw refuse(key.id, "The key '\(key.name)' (\(key.id)) \(refusal).", from: address)
        }
        state.withLock { $0.uses.use(key: key.id, at: time) }
        return key
    }

    /// Who shows a worker's token.
    ///
    /// - Throws: `Problem` with status 401 where this server has not signed it or its time is over.
    func attempt(_ text: String, from address: ClientAddress) throws(Problem) -> Principal {
        let remedy = "Whoever started the worker asks for a new one with 'POST /api/v1/runs/{run}/tokens'."
        guard let token = AttemptToken(text, signedWith: secret) else {
            throw refuse(nil, "This token was not made by this server.", remedy: remedy, from: address)
        }
        guard now() < token.expiresAt else {
            let words = "The token of attempt \(token.attempt) of run \(token.run.short) expired at \(token.expiresAt)."
            throw refuse(nil, words, remedy: remedy, from: address)
        }
        return .attempt(token.run, number: token.attempt)
    }

    /// Refuses where too many failures came from an address.
    func allowAttempt(from address: ClientAddress, at time: Timestamp) throws(Problem) {
        if let seconds = state.withLock({ $0.failures.delay(for: address, at: time) }) {
            throw .tooManyFailures(seconds: seconds)
        }
    }

    /// Notes a failure and says what to answer; logs it while there are not too many.
    ///
    /// - Parameters:
    ///   - id: The key's public identifier, where the request has one.
    ///   - reason: A sentence without secrets.
    ///   - remedy: What to do next.
    ///   - address: Where it came from.
    /// - Returns: Status 401, or 429 after too many.
    func refuse(
        _ id: String?,
        _ reason: String,
        remedy: String = Problem.makeKey,
        from address: ClientAddress
    ) -> Problem {
        let time = now()
        let (delay, isLast) = state.withLock { state in
            let delay = state.failures.delay(for: address, at: time)
            return (delay, delay == nil && state.failures.recordFailure(of: address, at: time))
        }
        if let delay { return .tooManyFailures(seconds: delay) }
        var metadata: Logger.Metadata = ["address": "\(address.text)", "reason": "\(reason)"]
        if let id { metadata["key"] = "\(id)" }
        logger.notice("a request was refused", metadata: metadata)
        if isLast {
            logger.warning(
                "too many wrong keys from one address: it has to wait",
                metadata: ["address": "\(address.text)"]
            )
        }
        return .refused(reason, remedy: remedy)
    }
}
