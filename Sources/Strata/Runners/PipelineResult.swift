public import StrataModel

/// How a pipeline run ended.
public struct PipelineResult<Output: Sendable>: Sendable {
    /// Its identifier.
    public let id: PipelineRunID
    /// Its state: succeeded, failed or canceled.
    public let state: PipelineRunState
    /// The root's output, if it succeeded.
    public let output: Output?
    /// Which run failed, and why, if it did not.
    public let error: RunError?

    /// The output.
    ///
    /// - Throws: ``RunError`` where the pipeline run did not succeed.
    public func get() throws -> Output {
        if let output { return output }
        throw error
            ?? RunError(
                run: RunID(pipelineRun: id, index: 0),
                function: "root()",
                location: "?",
                failure: RunFailure(cause: .infrastructure, message: "it ended without an output"),
                ancestors: [],
                underlying: nil
            )
    }
}

/// How a pipeline run ended, its output's type not known.
public struct AnyPipelineResult: Sendable {
    let id: PipelineRunID
    let state: PipelineRunState
    let output: (any Sendable)?
    let error: RunError?
}
