import Synchronization

/// Keeps track of whether a server answers: pure but for its lock, asked now and then.
final class OutageMonitor: Sendable {
    private struct State {
        /// Since when attempts fail, and why the last did.
        var failing: (since: ContinuousClock.Instant, reason: String)?
        var isAnnounced = false
    }

    /// What should be said.
    enum News: Sendable, Equatable {
        case lost(reason: String)
        case back
    }

    /// Failures shorter than this are not worth a word.
    private static let silence = Duration.seconds(1)
    /// An answer may take this long before it counts as none.
    static let longestAnswer = Duration.seconds(5)

    private let state = Mutex(State())

    /// Notes how an attempt went: why it failed, or `nil`.
    func note(_ failure: (any Error)?, at now: ContinuousClock.Instant = .now) {
        state.withLock { state in
            guard let failure else {
                state.failing = nil
                return
            }
            let reason = "\(failure)".split(separator: "\n").first.map(String.init) ?? "it does not answer"
            state.failing = (state.failing?.since ?? now, reason)
        }
    }

    /// What should be said now, once for each time the server is lost and comes back.
    ///
    /// `waiting` is since when changes wait for an answer, or `nil`.
    func news(at now: ContinuousClock.Instant, waitingSince waiting: ContinuousClock.Instant?) -> News? {
        state.withLock { state in
            let isStuck = waiting.map { now - $0 > Self.longestAnswer } ?? false
            let isFailing = state.failing.map { now - $0.since > Self.silence } ?? false
            if !state.isAnnounced, isStuck || isFailing {
                state.isAnnounced = true
                return .lost(reason: state.failing?.reason ?? "it has not answered for 5 seconds")
            }
            if state.isAnnounced, !isStuck, state.failing == nil {
                state.isAnnounced = false
                return .back
            }
            return nil
        }
    }
}
