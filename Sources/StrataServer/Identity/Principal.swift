package import StrataAPI
package import StrataModel

/// Who asks.
package enum Principal: Sendable, Hashable {
    /// Anyone: the server has no keys and listens on this machine alone, or was told not to care.
    case anyone
    /// A program that showed a key.
    case key(APIKey)
    /// A browser that signed in with a key.
    case session(APIKey, csrfToken: String)
    /// A worker that executes one attempt of one run, and may write about that alone.
    case attempt(RunID, number: Int32)

    /// What it may do; `nil` for an attempt, which may read what its run needs and write what its run reports.
    package var scope: Scope? {
        switch self {
        case .anyone: .admin
        case .key(let key), .session(let key, _): key.scope
        case .attempt: nil
        }
    }

    /// What to call it.
    package var name: String? {
        switch self {
        case .anyone: nil
        case .key(let key), .session(let key, _): key.name
        case .attempt(let run, let number): "attempt \(number) of run \(run.short)"
        }
    }
}
