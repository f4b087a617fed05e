import Foundation
package import StrataEngine
import StrataModel
import StrataStore

/// Executes pipelines in this process and records every run, input and output: in the store on this machine, or on a server.
///
/// The store is the folder `$STRATA_HOME`, or `~/.strata`. Where `STRATA_API_ADDRESS` or `strata settings set apiAddress` names
/// a server, it is recorded there instead. The `strata` command line shows what is in either.
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
    private var environment = ProcessInfo.processInfo.environment

    /// Prepares a runner.
    ///
    /// - Parameters:
    ///   - home: The folder of the store, whatever server is set; by default that server, or `$STRATA_HOME`, or `~/.strata`.
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

    /// The same runner in another environment: for tests.
    package func `in`(environment: [String: String]) -> LocalRunner {
        var runner = self
        runner.environment = environment
        return runner
    }

    /// Executes a described root to its end, and returns when all of it is durable.
    ///
    /// - Throws: ``RecordingError`` where it could not be recorded any more; a store's error where it could not from the start,
    ///   among others because the server that is set does not answer.
    public func execute(_ pipeline: DescribedPipeline) async throws -> AnyPipelineResult {
        // A program that is a PipelineCommand has said it when it started.
        if observer == nil { SettingsNotice.given }
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
        let (storage, server) = try await open(record.id)
        observer?.started(record, server?.page)
        let finished = try await PipelineExecution(
            pipeline: pipeline,
            options: options,
            clock: { clock.reading },
            storage: storage,
            blobs: storage.blobs,
            server: server,
            record: record,
            observe: observer?.changed,
            echo: observer?.logged
        ).execute()
        return AnyPipelineResult(id: record.id, state: finished.state, output: finished.output, error: finished.error)
    }

    private func open(_ id: PipelineRunID) async throws -> (Storage, ServerRecording?) {
        let storage: Storage
        var server: ServerRecording?
        switch try RecordingPlace(home: home, environment: environment) {
        case .folder(let home):
            storage = Storage(metadata: try home.openMetadata(), blobs: try home.openBlobs())
        case .server(let client, let patience):
            let recording = ServerRecording(id, client, patience: patience, say: observer?.said ?? Terminal.write)
            // Also a pipeline run that is canceled already is recorded, as that.
            try await Task { try await recording.greet() }.value
            (storage, server) = (recording.storage, recording)
        }
        return (Storage(metadata: wrapMetadata(storage.metadata), blobs: storage.blobs), server)
    }
}
