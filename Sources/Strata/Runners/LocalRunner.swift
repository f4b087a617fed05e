import Foundation
package import StrataEngine
import StrataModel
import StrataStore

/// Executes pipelines in this process and records every run, input and output in the store on this machine.
///
/// The store is the folder `$STRATA_HOME`, or `~/.strata`. The `strata` command line shows what is in it.
public struct LocalRunner: Runner {
    /// `local`.
    public let name = "local"
    private let home: String?
    private let runName: String?
    private let tags: [String]
    private let options: PipelineMachine.Options
    private let arguments: [String]
    private let observer: ExecutionObserver?
    private var wrapMetadata: @Sendable (any MetadataStore) -> any MetadataStore = { $0 }

    /// Prepares a runner.
    ///
    /// - Parameters:
    ///   - home: The folder of the store; by default `$STRATA_HOME` or `~/.strata`.
    ///   - name: What the pipeline run is called; by default as its root function.
    ///   - tags: Words to find it by, besides the tags of its root function.
    ///   - maxParallelism: How many runs may execute at once; by default as many as there are processors.
    ///   - keepGoing: Whether branches that do not depend on a failed run go on.
    public init(
        home: String? = nil,
        name: String? = nil,
        tags: [String] = [],
        maxParallelism: Int? = nil,
        keepGoing: Bool = false
    ) {
        self.init(
            home: home,
            name: name,
            tags: tags,
            maxParallelism: maxParallelism,
            keepGoing: keepGoing,
            arguments: [],
            observer: nil
        )
    }

    init(
        home: String?,
        name: String?,
        tags: [String],
        maxParallelism: Int?,
        keepGoing: Bool,
        arguments: [String],
        observer: ExecutionObserver?
    ) {
        self.home = home
        runName = name
        self.tags = tags
        options = PipelineMachine.Options(
            maxParallelism: maxParallelism ?? Driver.processors,
            keepGoing: keepGoing
        )
        self.arguments = arguments
        self.observer = observer
    }

    /// The same runner with its metadata store inside another one: for tests that watch or disturb what is recorded.
    package func recording(through wrap: @escaping @Sendable (any MetadataStore) -> any MetadataStore) -> LocalRunner {
        var runner = self
        runner.wrapMetadata = wrap
        return runner
    }

    /// Executes a described root to its end, and returns when all of it is durable.
    public func execute(_ pipeline: DescribedPipeline) async throws -> AnyPipelineResult {
        // A program that is a PipelineCommand has said it when it started.
        if observer == nil { SettingsNotice.given }
        let opened =
            try home.map { StrataHome(path: $0) } ?? StrataHome(environment: ProcessInfo.processInfo.environment)
        let storage = Storage(metadata: wrapMetadata(try opened.openMetadata()), blobs: try opened.openBlobs())
        let clock = SteadyClock()
        let record = PipelineRunRecord(
            id: PipelineRunID(),
            name: runName ?? pipeline.rootDefinition.record.label,
            function: pipeline.rootDefinition.record.name,
            tags: tags + pipeline.rootDefinition.record.settings.tags.filter { !tags.contains($0) },
            runner: name,
            driver: .present,
            arguments: arguments,
            strataVersion: StrataVersion.current,
            createdAt: clock.reading
        )
        observer?.started(record)
        let finished = try await PipelineExecution(
            pipeline: pipeline,
            options: options,
            clock: { clock.reading },
            storage: storage,
            blobs: storage.blobs,
            record: record,
            observe: observer?.changed,
            echo: observer?.logged
        ).execute()
        return AnyPipelineResult(id: record.id, state: finished.state, output: finished.output, error: finished.error)
    }
}
