/// One change to the records of one pipeline run.
///
/// Drivers send them in batches, in order.
public enum RecordChange: Sendable, Hashable {
    /// A function that runs of this pipeline run execute; comes before the first run that names its key.
    case function(FunctionKey, FunctionRecord)
    /// A new run.
    case created(RunRecord)
    /// A step of a run from one state to the next.
    case transition(RunTransition)
    /// A message that a run logged.
    case log(LogLine)
    /// A value of a metric.
    case metric(MetricPoint)
    /// The end of the pipeline run.
    case ended(PipelineRunState, Timestamp, RunFailure?)
}
