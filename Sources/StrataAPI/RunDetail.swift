public import StrataModel

/// One run with everything that is known of it.
public struct RunDetail: Sendable, Hashable, Codable {
    /// The run's identifier.
    public var id: RunID
    /// The run, its inputs and output with their views; small values with their bytes.
    public var run: RunRecord
    /// The function it executes.
    public var function: FunctionRecord
    /// The attempts that failed and were followed by another, in order.
    public var attempts: [AttemptRecord]
    /// The runs from the root down to its parent.
    public var ancestors: [RunLink]
    /// The runs it waits for, in the order of its dependencies; the first 100, and ``run`` has no more of them either.
    public var upstream: [RunLink]
    /// How many more dependencies there are than ``upstream`` has; `nil` for none.
    public var omittedUpstreamCount: Int?
    /// The runs that wait for it, at most 100, in order of their numbers.
    public var downstream: [RunLink]
    /// How many runs it made itself.
    public var childCount: Int

    /// Describes a run.
    public init(
        id: RunID,
        run: RunRecord,
        function: FunctionRecord,
        attempts: [AttemptRecord] = [],
        ancestors: [RunLink] = [],
        upstream: [RunLink] = [],
        downstream: [RunLink] = [],
        childCount: Int = 0,
        omittedUpstreamCount: Int? = nil
    ) {
        self.id = id
        self.run = run
        self.function = function
        self.attempts = attempts
        self.ancestors = ancestors
        self.upstream = upstream
        self.downstream = downstream
        self.childCount = childCount
        self.omittedUpstreamCount = omittedUpstreamCount
    }
}

/// A run as another one refers to it.
public struct RunLink: Sendable, Hashable, Codable {
    /// Its number within the pipeline run.
    public var index: RunIndex
    /// Its function's name for people.
    public var label: String
    /// Its state.
    public var state: RunState
    /// The parameter that takes the value, where the link is an edge that carries one.
    public var input: String?
    /// Which part of the output is taken, for example `.training`; empty for the whole.
    public var path: String

    /// Describes a reference.
    public init(index: RunIndex, label: String, state: RunState, input: String? = nil, path: String = "") {
        self.index = index
        self.label = label
        self.state = state
        self.input = input
        self.path = path
    }
}

/// An attempt of a run that failed and was followed by another.
public struct AttemptRecord: Sendable, Hashable, Codable {
    /// Its number, from 1.
    public var number: Int32
    /// When it started, if it did.
    public var started: Timestamp?
    /// When it ended.
    public var ended: Timestamp
    /// Why.
    public var failure: RunFailure?

    /// Describes an attempt.
    public init(number: Int32, started: Timestamp?, ended: Timestamp, failure: RunFailure?) {
        self.number = number
        self.started = started
        self.ended = ended
        self.failure = failure
    }
}
