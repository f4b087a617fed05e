/// How often a run whose own function failed is tried.
public struct Retry: Sendable, Hashable, Codable {
    /// The number of attempts in all, the first one included; at least 1.
    public var attempts: Int

    /// Tries `attempts` times in all.
    public init(attempts: Int) {
        self.attempts = attempts
    }
}
