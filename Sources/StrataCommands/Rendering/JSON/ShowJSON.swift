import StrataModel

/// What `strata show --json` prints for a pipeline run.
struct PipelineRunDetailJSON: Encodable {
    /// The pipeline run.
    var pipelineRun: PipelineRunJSON
    /// All its runs, in order of index.
    var runs: [RunJSON]
    /// The root's inputs.
    var inputs: [ArtifactJSON]
    /// The root's output.
    var output: ArtifactJSON?
}

/// What `strata show --json` prints for one run.
struct RunDetailJSON: Encodable {
    /// The run.
    var run: RunJSON
    /// Its function.
    var function: FunctionJSON?
    /// The numbers of the runs above it, from the root down.
    var ancestors: [RunIndex]
    /// Its inputs.
    var inputs: [ArtifactJSON]
    /// Its output.
    var output: ArtifactJSON?
    /// The numbers of the runs that take its output or a part of it.
    var usedBy: [RunIndex]
    /// What it reported as metrics, in the order of their names.
    var metrics: [MetricJSON]
}
