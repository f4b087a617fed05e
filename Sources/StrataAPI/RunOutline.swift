public import StrataModel

/// What a graph needs to know of one run: few bytes, since there may be a hundred thousand of them.
public struct RunOutline: Sendable, Hashable {
    /// The run's number.
    public var index: RunIndex
    /// The run that made it, or -1 for the root.
    public var parent: RunIndex
    /// The function it executes.
    public var function: FunctionKey
    /// Its state.
    public var state: RunState
    /// The number of its present attempt.
    public var attempt: Int32
    /// Whether its parent awaits it rather than having described it.
    public var isAwaited: Bool
    /// When it was created, in microseconds since 1970.
    public var created: Int64
    /// When its function started, in microseconds since 1970; 0 for not yet.
    public var started: Int64
    /// When it ended, in microseconds since 1970; 0 for not yet.
    public var ended: Int64

    /// Describes a run.
    public init(
        index: RunIndex,
        parent: RunIndex,
        function: FunctionKey,
        state: RunState,
        attempt: Int32 = 0,
        isAwaited: Bool = false,
        created: Int64,
        started: Int64 = 0,
        ended: Int64 = 0
    ) {
        self.index = index
        self.parent = parent
        self.function = function
        self.state = state
        self.attempt = attempt
        self.isAwaited = isAwaited
        self.created = created
        self.started = started
        self.ended = ended
    }
}

/// An edge between two runs of the same parent.
public struct RunEdge: Sendable, Hashable {
    /// The run that waits.
    public var target: RunIndex
    /// The run it waits for.
    public var source: RunIndex
    /// The position of the parameter that takes the output, or -1 for an ordering.
    public var input: Int32
    /// Which part of the output is taken; empty for the whole.
    public var path: String

    /// Describes an edge.
    public init(target: RunIndex, source: RunIndex, input: Int32, path: String = "") {
        self.target = target
        self.source = source
        self.input = input
        self.path = path
    }
}
