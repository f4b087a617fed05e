import StrataModel

/// Who wants to know of a pipeline run while it executes.
struct ExecutionObserver: Sendable {
    /// Also told the address of the pipeline run's page, where it has one.
    let started: @Sendable (PipelineRunRecord, _ page: String?) -> Void
    /// Called with locks held: must be quick.
    let changed: @Sendable (RecordChange) -> Void
    let logged: @Sendable (LogLine) -> Void
    /// Shows a line about the recording.
    let said: @Sendable (String) -> Void
}
