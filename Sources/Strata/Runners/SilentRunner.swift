import StrataEngine
public import StrataModel
import StrataStore

/// Executes pipelines in this process and keeps nothing: for tests, and for code that only wants the result.
///
/// Files that functions make go to a temporary folder, which lives as long as an artifact refers to it.
public struct SilentRunner: Runner {
    /// `silent`.
    public let name = "silent"
    private let options: PipelineMachine.Options
    private let clock: @Sendable () -> Timestamp
    private let observer: ExecutionObserver?

    /// Prepares a runner.
    ///
    /// - Parameters:
    ///   - maxParallelism: How many runs may execute at once; by default as many as there are processors.
    ///   - keepGoing: Whether branches that do not depend on a failed run go on.
    ///   - clock: What time it is for runs.
    public init(
        maxParallelism: Int? = nil,
        keepGoing: Bool = false,
        clock: @escaping @Sendable () -> Timestamp = { .now }
    ) {
        self.init(maxParallelism: maxParallelism, keepGoing: keepGoing, clock: clock, observer: nil)
    }

    /// Prepares a runner that tells of every change.
    package init(
        maxParallelism: Int?,
        keepGoing: Bool,
        clock: @escaping @Sendable () -> Timestamp,
        observe: @escaping @Sendable (RecordChange) -> Void
    ) {
        self.init(
            maxParallelism: maxParallelism,
            keepGoing: keepGoing,
            clock: clock,
            observer: ExecutionObserver(started: { _, _ in }, changed: observe, logged: { _ in }, said: { _ in })
        )
    }

    init(
        maxParallelism: Int?,
        keepGoing: Bool,
        clock: @escaping @Sendable () -> Timestamp = { .now },
        observer: ExecutionObserver?
    ) {
        options = PipelineMachine.Options(
            maxParallelism: maxParallelism ?? Driver.processors,
            keepGoing: keepGoing
        )
        self.clock = clock
        self.observer = observer
    }

    /// Executes a described root to its end.
    public func execute(_ pipeline: DescribedPipeline) async throws -> AnyPipelineResult {
        let record = PipelineRunRecord(
            id: PipelineRunID(),
            name: pipeline.rootDefinition.record.label,
            function: pipeline.rootDefinition.record.name,
            runner: name,
            driver: .present,
            strataVersion: StrataVersion.current,
            createdAt: clock()
        )
        observer?.started(record, nil)
        let finished = try await PipelineExecution(
            pipeline: pipeline,
            options: options,
            clock: clock,
            storage: nil,
            blobs: TemporaryBlobStore(),
            record: record,
            observe: observer?.changed,
            echo: observer?.logged
        ).execute()
        return AnyPipelineResult(id: record.id, state: finished.state, output: finished.output, error: finished.error)
    }
}
