/// A run as a metadata store keeps it.
public struct RunRecord: Sendable, Hashable, Codable {
    /// Its number within its pipeline run.
    public var index: RunIndex
    /// The run whose function made it, or `nil` for the root.
    public var parent: RunIndex?
    /// Whether its parent awaits it from inside a computing function, rather than having described it in a graph.
    public var isAwaited: Bool
    /// The function it executes.
    public var function: FunctionKey
    /// Its state.
    public var state: RunState
    /// The number of the present attempt, from 1; 0 before the first.
    public var attempt: Int32
    /// When it entered the states it has been in.
    public var times: RunTimes
    /// The runs it waits for.
    public var dependencies: [RunDependency]
    /// Its inputs, in the order of the parameters; empty until they are all there.
    public var inputs: [RunInput]
    /// Its output, once it has one.
    ///
    /// A graph's run has the output of the run it returned.
    public var output: ArtifactRecord?
    /// Why it did not succeed, if it did not.
    public var failure: RunFailure?

    /// Describes a run.
    public init(
        index: RunIndex,
        parent: RunIndex?,
        isAwaited: Bool = false,
        function: FunctionKey,
        state: RunState = .created,
        attempt: Int32 = 0,
        times: RunTimes,
        dependencies: [RunDependency] = [],
        inputs: [RunInput] = [],
        output: ArtifactRecord? = nil,
        failure: RunFailure? = nil
    ) {
        self.index = index
        self.parent = parent
        self.isAwaited = isAwaited
        self.function = function
        self.state = state
        self.attempt = attempt
        self.times = times
        self.dependencies = dependencies
        self.inputs = inputs
        self.output = output
        self.failure = failure
    }
}

/// Names a ``FunctionRecord`` within one pipeline run: a number that the driver gives it, from 0.
public typealias FunctionKey = Int32
