import StrataModel

/// What is to be written of the uses of keys and sessions, later than the requests that use them.
struct UseBook: Sendable {
    /// What one round writes.
    struct Round: Sendable {
        /// Keys and when they were used.
        var keys: [String: Timestamp] = [:]
        /// Sessions by hash, and until when they last now.
        var sessions: [[UInt8]: Timestamp] = [:]
    }

    private var noted: [String: Timestamp] = [:]
    private var round = Round()

    /// Notes that a key was used; at most once a minute for each comes into a round.
    mutating func use(key id: String, at time: Timestamp) {
        if let last = noted[id], (0..<60_000_000).contains(time.microseconds - last.microseconds) { return }
        noted[id] = time
        round.keys[id] = time
    }

    /// Notes that a session lasts longer.
    mutating func extend(session hash: [UInt8], until time: Timestamp) {
        round.sessions[hash] = time
    }

    /// Forgets a session that was ended.
    mutating func end(session hash: [UInt8]) {
        round.sessions[hash] = nil
    }

    /// What is to be written now.
    mutating func take() -> Round {
        defer { round = Round() }
        return round
    }

    /// Takes back what could not be written, where nothing newer is there.
    mutating func putBack(_ failed: Round) {
        round.keys.merge(failed.keys) { newer, _ in newer }
        round.sessions.merge(failed.sessions) { newer, _ in newer }
    }
}
