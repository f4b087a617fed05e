public import StrataModel

/// Writes down what a driver would record of a pipeline run, step by step, on a clock of its own.
public struct RecordedPipeline: Sendable {
    /// The pipeline run.
    public var record: PipelineRunRecord
    /// What happened since ``takeChanges()`` was called last.
    public private(set) var changes: [RecordChange] = []
    /// The states of the runs, by their numbers.
    public private(set) var states: [RunState] = []
    private var functions: [FunctionRecord] = []
    /// How many lines each run has logged.
    public private(set) var logged: [RunIndex: Int64] = [:]
    private var clock: Int64

    /// Begins a pipeline run whose first run is that of `function`.
    ///
    /// - Parameters:
    ///   - record: The pipeline run.
    ///   - function: The root function.
    public init(_ record: PipelineRunRecord, root function: FunctionRecord) {
        self.record = record
        clock = record.createdAt.microseconds
        add(function)
    }

    /// The runs so far.
    public var count: RunIndex { RunIndex(states.count) }

    /// The moment that is written next; each step takes `step` microseconds.
    public var step: Int64 = 1000

    private mutating func now() -> Timestamp {
        clock += step
        return Timestamp(microseconds: clock)
    }

    /// Adds a run below another one, or the root.
    ///
    /// - Parameters:
    ///   - function: Its function.
    ///   - parent: The run that made it.
    ///   - dependencies: What it waits for.
    ///   - isAwaited: Whether its parent awaits it.
    /// - Returns: Its number.
    @discardableResult
    public mutating func add(
        _ function: FunctionRecord,
        below parent: RunIndex? = nil,
        after dependencies: [RunDependency] = [],
        isAwaited: Bool = false
    ) -> RunIndex {
        var key = functions.firstIndex(of: function)
        if key == nil {
            functions.append(function)
            key = functions.count - 1
            changes.append(.function(FunctionKey(functions.count - 1), function))
        }
        let index = count
        states.append(.created)
        changes.append(
            .created(
                RunRecord(
                    index: index,
                    parent: parent,
                    isAwaited: isAwaited,
                    function: FunctionKey(key ?? 0),
                    times: RunTimes(created: now()),
                    dependencies: dependencies
                )
            )
        )
        return index
    }

    /// Lets a run take its next step.
    public mutating func move(
        _ run: RunIndex,
        to state: RunState,
        attempt: Int32 = 1,
        inputs: [RunInput] = [],
        output: ArtifactRecord? = nil,
        failure: RunFailure? = nil
    ) {
        let transition = RunTransition(
            index: run,
            from: states[Int(run)],
            to: state,
            time: now(),
            attempt: state == .scheduled ? max(0, attempt - 1) : attempt,
            inputs: inputs,
            output: output,
            failure: failure
        )
        states[Int(run)] = state
        changes.append(.transition(transition))
    }

    /// Lets a run be scheduled and start.
    public mutating func start(_ run: RunIndex, attempt: Int32 = 1, inputs: [RunInput] = []) {
        move(run, to: .scheduled, attempt: attempt)
        move(run, to: .running, attempt: attempt, inputs: inputs)
    }

    /// Lets a run that is not yet started do all it does, and succeed.
    public mutating func succeed(_ run: RunIndex, inputs: [RunInput] = [], output: ArtifactRecord? = nil) {
        start(run, inputs: inputs)
        move(run, to: .succeeded, output: output)
    }

    /// Lets a run log.
    public mutating func log(_ run: RunIndex, _ message: String, level: String = "info", attempt: Int32 = 1) {
        let number = logged[run, default: 0]
        logged[run] = number + 1
        changes.append(
            .log(LogLine(run: run, attempt: attempt, number: number, time: now(), level: level, message: message))
        )
    }

    /// Lets a run report a value.
    public mutating func report(_ run: RunIndex, _ metric: String, _ value: Double, at step: Int64, attempt: Int32 = 1)
    {
        changes.append(
            .metric(MetricPoint(run: run, attempt: attempt, name: metric, step: step, value: value, time: now()))
        )
    }

    /// Ends the pipeline run.
    public mutating func end(_ state: PipelineRunState, failure: RunFailure? = nil) {
        changes.append(.ended(state, now(), failure))
    }

    /// What happened since the last call.
    public mutating func takeChanges() -> [RecordChange] {
        defer { changes = [] }
        return changes
    }
}
