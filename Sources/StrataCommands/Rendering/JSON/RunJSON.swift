import StrataModel

/// One run in JSON output, as it stands in a list: without inputs and output.
struct RunJSON: Encodable {
    /// The whole identifier.
    var id: String
    /// The number within the pipeline run.
    var index: RunIndex
    /// The number of the run above.
    var parent: RunIndex?
    /// Whether the run above awaits it, rather than having described it in a graph.
    var awaited: Bool
    /// The function's stable name.
    var function: String
    /// The function's name for people.
    var label: String
    /// The state.
    var state: String
    /// The attempt, from 1; 0 before the first.
    var attempt: Int32
    /// When it was created.
    var createdAt: String
    /// When its inputs were there.
    var scheduledAt: String?
    /// When its function started.
    var startedAt: String?
    /// When it ended.
    var endedAt: String?
    /// From start to end.
    var durationSeconds: Double?
    /// Why it did not succeed.
    var failure: FailureJSON?

    /// Describes a run of `pipelineRun`.
    init(_ run: RunRecord, of pipelineRun: PipelineRunID, in forest: RunForest) {
        id = RunID(pipelineRun: pipelineRun, index: run.index).description
        index = run.index
        parent = run.parent
        awaited = run.isAwaited
        let record = forest.function(of: run)
        function = record?.name ?? ""
        label = record?.label ?? ""
        state = run.state.rawValue
        attempt = run.attempt
        createdAt = run.times.created.description
        scheduledAt = run.times.scheduled?.description
        startedAt = run.times.started?.description
        endedAt = run.times.ended?.description
        if let started = run.times.started { durationSeconds = run.times.ended?.since(started).inSeconds }
        failure = run.failure.map(FailureJSON.init)
    }
}
