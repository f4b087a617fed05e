public import StrataOCI

/// A registry did not do what was asked, or could not be asked.
///
/// Never holds a credential: what registries say is cleaned of control characters and of the secrets sent to them, and cut.
public struct RegistryError: Error, Sendable {
    /// What kind of failure it is.
    public var code: Code
    /// The registry that was asked.
    public var registry: RegistryHost
    /// The repository in it, or `nil` where the failure concerns none.
    public var repository: String?
    /// What was attempted, `pushing the manifest digits:1`.
    public var action: String
    /// What went wrong, in words.
    public var problem: String
    /// The HTTP status, or `nil` where there was no answer.
    public var status: Int?
    /// The registry's own code, `DENIED`, or `nil`.
    public var registryCode: String?
    /// The registry's own words, at most 500 characters, or `nil`.
    public var registryMessage: String?
    /// Where the credentials came from that were used, `auths in /home/u/.docker/config.json`, or `nil` before any were asked for.
    public var credentialOrigin: String?
    /// What to do next, or `nil` where there is nothing better than to try again.
    public var remedy: String?
    /// What else was tried, mirrors above all.
    public var notes: [String] = []

    /// Whether and when it is worth another try; `nil` once retries are used up.
    var retry: RetryHint?

    /// Whether the same request may succeed later: the registry is away, overloaded or full of requests.
    public var isTransient: Bool {
        retry != nil || [.unreachable, .timedOut, .rateLimited, .unavailable, .truncated].contains(code)
    }

    /// The error once no more attempts follow.
    func final(failures: Int, limit: Duration) -> RegistryError {
        var error = self
        if let after = retry?.after, after > limit {
            let seconds = after.components.seconds
            error.problem +=
                ", and asks to wait \(seconds) s, longer than the \(limit.components.seconds) s that are waited at most"
            error.remedy = error.remedy ?? "Try again in \(seconds) s."
        } else if retry != nil, failures > 1 {
            error.problem += " (tried \(failures) times)"
        }
        error.retry = nil
        return error
    }
}

extension RegistryError: CustomStringConvertible {
    /// What was attempted where, what went wrong, and what to do next.
    public var description: String {
        var text = "\(registry): \(action) failed: \(problem)"
        if let status, !problem.contains("\(status)") { text += " (HTTP \(status))" }
        if let registryCode { text += "; the registry says \(registryCode)" }
        if let registryMessage {
            text += (registryCode == nil ? "; the registry says" : ":") + " \"\(registryMessage)\""
        }
        if let credentialOrigin { text += "; credentials: \(credentialOrigin)" }
        for note in notes { text += "; \(note)" }
        text += "."
        if let remedy { text += " \(remedy)" }
        return text
    }
}
