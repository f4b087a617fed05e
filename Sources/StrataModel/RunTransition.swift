/// One step of one run from a state to the next, with what became known by it.
public struct RunTransition: Sendable, Hashable, Codable {
    /// The run's number within its pipeline run.
    public var index: RunIndex
    /// The state it leaves.
    ///
    /// A store whose run is in another state refuses the transition.
    public var from: RunState
    /// The state it enters.
    public var to: RunState
    /// When.
    public var time: Timestamp
    /// The attempt it belongs to, from 1; 0 before the first.
    public var attempt: Int32
    /// The inputs, on the way to `running`.
    public var inputs: [RunInput]
    /// The output, on the way to `succeeded` or `cached`; `nil` for functions without one.
    public var output: ArtifactRecord?
    /// The reason, on the way to `failed`, `nestedFailed`, `canceled` or `retrying`.
    public var failure: RunFailure?

    /// Describes a transition.
    public init(
        index: RunIndex,
        from: RunState,
        to: RunState,
        time: Timestamp,
        attempt: Int32,
        inputs: [RunInput] = [],
        output: ArtifactRecord? = nil,
        failure: RunFailure? = nil
    ) {
        self.index = index
        self.from = from
        self.to = to
        self.time = time
        self.attempt = attempt
        self.inputs = inputs
        self.output = output
        self.failure = failure
    }
}
