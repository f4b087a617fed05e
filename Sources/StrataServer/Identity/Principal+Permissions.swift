package import StrataAPI
package import StrataModel

extension Principal {
    /// Whether it has this scope, or one that includes it; no attempt has any.
    package func has(_ scope: Scope) -> Bool {
        self.scope.map { $0 >= scope } ?? false
    }

    /// Whether it may read everything of this run.
    package func mayRead(run: RunID) -> Bool {
        has(.read) || isAttempt(of: run)
    }

    /// Whether it may write what this run reports: logs, metrics, artifacts.
    package func mayWrite(run: RunID) -> Bool {
        has(.submit) || isAttempt(of: run)
    }

    /// Whether it may record transitions, notes, tags and requests of any pipeline run.
    package var maySubmit: Bool { has(.submit) }

    /// Whether it may add blobs.
    ///
    /// They are named by their content, so nobody can change another's.
    package var mayAddBlobs: Bool {
        if case .attempt = self { true } else { has(.submit) }
    }

    /// Whether it may read a blob.
    ///
    /// - Parameters:
    ///   - blob: The blob's digest.
    ///   - ownRun: The run of which the principal is an attempt, where it is one.
    /// - Returns: `true` with the scope `read`; for an attempt, where the blob is an input of its run, or its output.
    package func mayRead(blob: Digest, neededBy ownRun: RunRecord?) -> Bool {
        guard case .attempt(let run, _) = self else { return has(.read) }
        guard let ownRun, ownRun.index == run.index else { return false }
        let artifacts = ownRun.inputs.map(\.artifact) + (ownRun.output.map { [$0] } ?? [])
        return artifacts.contains { $0.reference.digest == blob || $0.blobs.contains(blob) }
    }

    /// Whether a browser sends what proves it by itself, so that a page of another site could make it ask.
    package var isAmbient: Bool {
        switch self {
        case .anyone, .session: true
        case .key, .attempt: false
        }
    }

    /// Lets a request pass or not.
    ///
    /// - Throws: `Problem` with status 401 where nobody said who asks, 403 where they may not.
    package static func require(_ scope: Scope, of principal: Principal?) throws(Problem) {
        guard let principal else { throw .keyNeeded }
        guard principal.has(scope) else { throw .lacksScope(scope, principal) }
    }

    /// What the request showed, in words.
    var credentialName: String {
        switch self {
        case .anyone: "nothing"
        case .key(let key), .session(let key, _): "the key '\(key.name)' (\(key.id))"
        case .attempt(let run, let number): "the token of attempt \(number) of run \(run.short)"
        }
    }

    private func isAttempt(of run: RunID) -> Bool {
        guard case .attempt(let own, _) = self else { return false }
        return own == run
    }
}
