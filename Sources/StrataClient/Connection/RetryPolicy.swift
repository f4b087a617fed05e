/// After which waits a call that failed in passing is made again, and until when.
///
/// Waits grow exponentially with full jitter: the wait before the n-th repetition is a random part of `base` × 2ⁿ⁻¹, at
/// most `cap`.
public struct RetryPolicy: Sendable, Hashable {
    /// The longest wait before the first repetition.
    public var base: Duration
    /// The longest wait before any repetition.
    public var cap: Duration
    /// For how long a call is repeated, counted from when it was first made; zero for never.
    public var patience: Duration

    /// Describes a policy.
    public init(
        base: Duration = .milliseconds(100),
        cap: Duration = .seconds(5),
        patience: Duration = .seconds(10)
    ) {
        self.base = base
        self.cap = cap
        self.patience = patience
    }

    /// The wait before repetition `number`, counted from 1.
    func delay(_ number: Int, using generator: inout some RandomNumberGenerator) -> Duration {
        let doublings = min(max(number - 1, 0), 20)
        let longest = min(base * (1 << doublings), cap)
        return longest * Double.random(in: 0...1, using: &generator)
    }

    /// How long to wait after failure number `failures`, `elapsed` after the call was first made; `nil` where no time is left.
    ///
    /// `asked` is what the server asked for with `Retry-After`.
    func delay(
        afterFailures failures: Int,
        elapsed: Duration,
        asked: Duration?,
        using generator: inout some RandomNumberGenerator
    ) -> Duration? {
        let wait = max(delay(failures, using: &generator), asked ?? .zero)
        return elapsed + wait < patience ? wait : nil
    }
}
