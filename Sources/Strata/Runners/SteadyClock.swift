import StrataModel

/// The time of day as it was when the clock was made, and from then on as a clock that is never set tells it.
///
/// The times of one pipeline run must not contradict their order when the system's clock is set meanwhile.
struct SteadyClock: Sendable {
    private let origin: Timestamp
    private let start: ContinuousClock.Instant
    private let now: @Sendable () -> ContinuousClock.Instant

    /// Starts a clock that says `origin` now.
    init(
        from origin: Timestamp = .now,
        by now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.origin = origin
        self.now = now
        start = now()
    }

    /// The present reading.
    var reading: Timestamp {
        let (seconds, attoseconds) = start.duration(to: now()).components
        return Timestamp(microseconds: origin.microseconds + seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }
}
