import StrataModel

/// Who wants to know of a pipeline run while it executes.
struct ExecutionObserver: Sendable {
    let started: @Sendable (PipelineRunRecord) -> Void
    /// Called with locks held: must be quick.
    let changed: @Sendable (RecordChange) -> Void
    let logged: @Sendable (LogLine) -> Void
}
