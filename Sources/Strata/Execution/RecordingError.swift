import StrataEngine
public import StrataModel

/// What happened in a pipeline run could not be recorded.
///
/// The pipeline run was stopped when that became known. What was recorded before is intact.
public struct RecordingError: Error, CustomStringConvertible {
    /// The pipeline run.
    public let pipelineRun: PipelineRunID
    /// How it ended in this process, which the store does not know.
    public let state: PipelineRunState
    /// Why the store did not take it.
    public let cause: any Error

    /// What happened and what to do next.
    public var description: String {
        """
        pipeline run \(pipelineRun.short) could not be recorded and was stopped: \(cause)
        The runs that were recorded before are intact. When the store can be written again, run the pipeline again.
        """
    }
}
