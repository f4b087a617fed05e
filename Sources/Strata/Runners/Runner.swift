import StrataModel

/// Where a pipeline run executes.
///
/// ```swift
/// let report = try await LocalRunner().run(pipeline(config: config))
/// ```
public protocol Runner: Sendable {
    /// The runner's name as it is recorded, for example `local`.
    var name: String { get }

    /// Executes a described root to its end.
    ///
    /// - Throws: ``RecordingError`` or a store's error where it cannot be recorded. A pipeline run that fails is no error
    ///   here: ``PipelineResult/output`` is `nil` then, and ``PipelineResult/error`` says why.
    func execute(_ pipeline: DescribedPipeline) async throws -> AnyPipelineResult
}

extension Runner {
    /// Executes a pipeline and gives its output.
    ///
    /// Canceling the calling task cancels the pipeline run.
    ///
    /// - Throws: ``RunError`` where a run failed or the pipeline run was canceled; an error that names the calls where the
    ///   graph cannot be run; ``RecordingError`` or a store's error where it cannot be recorded.
    nonisolated(nonsending) public func run<Output: Artifact>(
        _ pipeline: @autoclosure () throws -> Future<Output>
    ) async throws -> Output {
        try await result(of: pipeline()).get()
    }

    /// Executes a pipeline that a closure describes, and gives its output.
    ///
    /// In the closure a call that is not awaited makes a future, wherever it stands: `run { report(train(data)) }`. As an
    /// argument of `run(_:)` in an async function, the inner call would have to be awaited.
    ///
    /// - Throws: As `run(_:)` does.
    nonisolated(nonsending) public func run<Output: Artifact>(
        _ describe: () throws -> Future<Output>
    ) async throws -> Output {
        try await run(try describe())
    }

    /// Executes a pipeline that has no output.
    ///
    /// Canceling the calling task cancels the pipeline run.
    nonisolated(nonsending) public func run(_ pipeline: @autoclosure () throws -> Future<Void>) async throws {
        let result = try await execute(DescribedPipeline(pipeline))
        if let error = result.error { throw error }
    }

    /// Executes a pipeline and gives its output together with the run's identifier and state.
    ///
    /// - Throws: As `run(_:)` does, but for a pipeline run that fails or is canceled.
    nonisolated(nonsending) public func result<Output: Artifact>(
        of pipeline: @autoclosure () throws -> Future<Output>
    ) async throws -> PipelineResult<Output> {
        let result = try await execute(DescribedPipeline(pipeline))
        guard result.state == .succeeded else {
            return PipelineResult(id: result.id, state: result.state, output: nil, error: result.error)
        }
        guard let output = result.output as? Output else {
            throw ArtifactError("the pipeline's output is a \(type(of: result.output)), not a \(Output.self)")
        }
        return PipelineResult(id: result.id, state: result.state, output: output, error: nil)
    }
}
