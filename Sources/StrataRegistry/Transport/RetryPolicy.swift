/// How often and after which waits a request that failed in passing is sent again.
///
/// Waits grow exponentially with full jitter: the wait before the n-th repetition is a random part of
/// `base` × 2ⁿ⁻¹, at most `cap`.
public struct RetryPolicy: Sendable, Hashable {
    /// How often a request is sent at most, the first time included; from 1 on.
    public var attempts: Int
    /// The longest wait before the first repetition.
    public var base: Duration
    /// The longest wait before any repetition.
    public var cap: Duration
    /// The longest wait that a registry may ask for; one that asks for more is an error that says so.
    public var retryAfterLimit: Duration
    /// How often a connection is tried that is refused or whose host has no address.
    ///
    /// Few: most often nothing listens there, which should be said at once.
    public var connectionAttempts: Int

    /// Describes a policy.
    public init(
        attempts: Int = 5,
        base: Duration = .milliseconds(200),
        cap: Duration = .seconds(10),
        retryAfterLimit: Duration = .seconds(60),
        connectionAttempts: Int = 2
    ) {
        self.attempts = attempts
        self.base = base
        self.cap = cap
        self.retryAfterLimit = retryAfterLimit
        self.connectionAttempts = connectionAttempts
    }

    /// The wait before repetition `number`, counted from 1.
    func delay(_ number: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let doublings = min(max(number - 1, 0), 20)
        let longest = min(base * (1 << doublings), cap)
        return longest * Double.random(in: 0...1, using: &generator)
    }

    /// How long to wait after the n-th failure, or `nil` where the failure is final.
    func delay(
        after error: RegistryError,
        failures: Int,
        using generator: inout some RandomNumberGenerator
    ) -> Duration? {
        guard let hint = error.retry else { return nil }
        guard failures < (hint.isConnectionFailure ? min(connectionAttempts, attempts) : attempts) else { return nil }
        let own = delay(failures, using: &generator)
        guard let asked = hint.after else { return own }
        return asked <= retryAfterLimit ? max(own, asked) : nil
    }

    /// Does something until it succeeds, fails for good, or the attempts are used up.
    ///
    /// - Throws: The last failure, or `CancellationError` where the task was canceled meanwhile.
    func run<Result>(_ operation: () async throws -> Result) async throws -> Result {
        var generator = SystemRandomNumberGenerator()
        var failures = 0
        while true {
            do {
                return try await operation()
            } catch let error as RegistryError {
                failures += 1
                guard let wait = delay(after: error, failures: failures, using: &generator) else {
                    throw error.final(failures: failures, limit: retryAfterLimit)
                }
                try await Task.sleep(for: wait)
            }
        }
    }
}
