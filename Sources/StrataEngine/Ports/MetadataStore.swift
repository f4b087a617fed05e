public import StrataModel

/// Keeps what happened: pipeline runs, their runs with inputs and outputs, logs and metrics.
///
/// One driver writes a pipeline run; any number of processes read meanwhile. `MetadataStoreContract` in the tests states
/// what every implementation must do.
public protocol MetadataStore: Sendable {
    /// Records a new pipeline run. Durable on return.
    ///
    /// - Throws: ``StoreError`` with code `conflict` where the identifier is taken, and others as the medium fails.
    func create(_ pipelineRun: PipelineRunRecord) async throws

    /// Applies `changes` in order and as one transaction: all of them or, on an error, none. Durable on return.
    ///
    /// Changes of one run within a batch are folded, so a run that comes and goes within it costs one write.
    ///
    /// - Throws: ``StoreError`` with code `illegalTransition` where a transition does not start from the recorded state
    ///   or is not one that ``StrataModel/RunState/canBecome(_:)`` allows; `notFound` for an unknown run or function.
    func commit(_ changes: [RecordChange], to pipelineRun: PipelineRunID) async throws

    /// The pipeline run with this identifier, or `nil`.
    func pipelineRun(_ id: PipelineRunID) async throws -> PipelineRunRecord?

    /// Pipeline runs that match, the newest first.
    func pipelineRuns(_ filter: PipelineRunFilter) async throws -> [PipelineRunRecord]

    /// The identifiers that begin with `prefix` (hexadecimal digits), at most `limit`, the newest first.
    func pipelineRunIDs(prefix: String, limit: Int) async throws -> [PipelineRunID]

    /// How many runs of the pipeline run are in each state.
    func stateCounts(of pipelineRun: PipelineRunID) async throws -> [RunState: Int]

    /// The runs of a pipeline run with indices in `range`, in order, without inputs and without artifacts' bytes and views.
    func runs(of pipelineRun: PipelineRunID, in range: Range<RunIndex>) async throws -> [RunRecord]

    /// One run with everything, the inline bytes of its inputs included (also where they stand with another run); or `nil`.
    func run(_ id: RunID) async throws -> RunRecord?

    /// The functions of a pipeline run by the keys that its runs use.
    func functions(of pipelineRun: PipelineRunID) async throws -> [FunctionKey: FunctionRecord]

    /// The lines that a run and, if `includingDescendants`, the runs below it logged, in order of time.
    func logs(of run: RunID, includingDescendants: Bool) async throws -> [LogLine]

    /// The metric points that a run reported, in order of name, then step.
    func metrics(of run: RunID) async throws -> [MetricPoint]
}
