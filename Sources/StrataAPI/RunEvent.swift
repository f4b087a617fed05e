public import StrataModel

/// What `/api/v1/pipeline-runs/{id}/events` says, as server-sent events named `change`.
///
/// The event's identifier (`id:` field) is opaque; a client that reconnects with it as `Last-Event-ID` gets what it missed,
/// or an event with ``isReset`` where the server no longer has that.
public struct RunEvent: Sendable, Hashable, Codable {
    /// The state of the pipeline run.
    public var state: PipelineRunState
    /// How many of its runs are in each state, by the states' names.
    public var counts: [String: Int]
    /// The runs that changed since the event before and the states they are in now; at most 1000.
    public var runs: [Change]
    /// Whether more runs changed than ``runs`` says, or it is not known which: read them again.
    public var isReset: Bool
    /// The runs that logged since the event before; at most 100.
    public var logged: [RunIndex]
    /// Whether notes, tags or requests changed since the event before.
    public var remarksChanged: Bool
    /// The moment at which someone asked for the pipeline run to be canceled, if someone has.
    public var cancelRequestedAt: Timestamp?

    /// One run and its state.
    public struct Change: Sendable, Hashable, Codable {
        /// The run's number.
        public var index: RunIndex
        /// Its state now.
        public var state: RunState

        /// Describes a change.
        public init(index: RunIndex, state: RunState) {
            self.index = index
            self.state = state
        }
    }

    /// Describes an event.
    public init(
        state: PipelineRunState,
        counts: [String: Int],
        runs: [Change] = [],
        isReset: Bool = false,
        logged: [RunIndex] = [],
        remarksChanged: Bool = false,
        cancelRequestedAt: Timestamp? = nil
    ) {
        self.state = state
        self.counts = counts
        self.runs = runs
        self.isReset = isReset
        self.logged = logged
        self.remarksChanged = remarksChanged
        self.cancelRequestedAt = cancelRequestedAt
    }
}
