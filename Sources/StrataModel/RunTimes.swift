/// When a run entered the states it has been in.
public struct RunTimes: Sendable, Hashable, Codable {
    /// When it was created.
    public var created: Timestamp
    /// When its inputs were there.
    public var scheduled: Timestamp?
    /// When its function started to execute; of the present attempt.
    public var started: Timestamp?
    /// When it ended.
    public var ended: Timestamp?

    /// Starts with a run's creation.
    public init(created: Timestamp, scheduled: Timestamp? = nil, started: Timestamp? = nil, ended: Timestamp? = nil) {
        self.created = created
        self.scheduled = scheduled
        self.started = started
        self.ended = ended
    }

    /// Notes that a state was entered.
    ///
    /// States with no time of their own change nothing.
    public mutating func enter(_ state: RunState, at time: Timestamp) {
        switch state {
        case .created: created = time
        case .scheduled: scheduled = time
        case .running: started = time
        case .ran, .retrying: break
        case .succeeded, .failed, .nestedFailed, .canceled, .cached: ended = time
        }
    }
}
