import Foundation
import StrataEngine
import StrataModel

/// Executes a described root from its first run to its last, recorded or not.
struct PipelineExecution: Sendable {
    let pipeline: DescribedPipeline
    let options: PipelineMachine.Options
    let clock: @Sendable () -> Timestamp
    /// Where it is recorded, or `nil`.
    let storage: Storage?
    let blobs: any BlobStore
    /// What watches the server, where it is recorded on one.
    var server: ServerRecording?
    let record: PipelineRunRecord
    let observe: (@Sendable (RecordChange) -> Void)?
    let echo: (@Sendable (LogLine) -> Void)?

    /// Executes, and returns when everything that is known of it is durable.
    ///
    /// - Throws: What the store throws where it cannot keep what happened. A failed pipeline run is no error here.
    func execute() async throws -> Finished {
        guard let storage else {
            return await drive(recorder: observe.map(Observer.init)).finished
        }
        try await storage.metadata.create(record)
        let recorder = BatchingRecorder(store: storage.metadata, id: record.id, observe: observe)
        // The writer is not a child of the driving task: canceling a pipeline run must not cancel its recording.
        let writing = Task.detached(executorPreference: BackgroundExecutor("strata.recorder")) {
            try await recorder.write()
        }
        let watching = server.map { server in
            Task.detached(executorPreference: BackgroundExecutor("strata.server")) { await server.watch(recorder) }
        }
        let result = await drive(recorder: recorder)
        recorder.record(.ended(result.finished.state, clock(), result.rootFailure))
        recorder.close()
        let outcome = await writing.result
        watching?.cancel()
        await watching?.value
        do {
            try outcome.get()
        } catch {
            throw RecordingError(pipelineRun: record.id, state: result.finished.state, cause: error)
        }
        return result.finished
    }

    /// How it ended.
    struct Finished: Sendable {
        let state: PipelineRunState
        let output: (any Sendable)?
        let error: RunError?
    }

    private func drive(recorder: (any RunRecorder)?) async -> (finished: Finished, rootFailure: RunFailure?) {
        let session = PipelineSession(
            id: record.id,
            recorder: recorder,
            keepsArtifacts: storage != nil,
            blobs: blobs,
            clock: clock,
            echo: echo
        )
        let scheduler = Scheduler(options: options, executor: session, recorder: recorder, clock: clock)
        (recorder as? BatchingRecorder)?.stopOnFailure { [weak scheduler] in scheduler?.cancel() }
        let definition = pipeline.rootDefinition
        if let node = pipeline.rootNode {
            let bindings = NodeBindings(scope: 0, base: 0, others: [:], session: session)
            session.installRoot(.init(node: node, bindings: bindings, definition: definition))
        } else {
            session.installRoot(.init(definition: definition))
        }
        // A task that was started while a root was being described brings that scope along; it is not that of these runs.
        let state = await GraphScope.$described.withValue(nil) {
            await scheduler.run(session.specification(of: definition))
        }
        if state == .succeeded {
            return (Finished(state: state, output: session.output(of: 0), error: nil), nil)
        }
        var culprit: RunIndex = 0
        while case .nested(let child)? = scheduler.failure(of: culprit)?.cause { culprit = child }
        let error = session.runError(for: culprit, scheduler: scheduler)
        return (Finished(state: state, output: nil, error: error), error.failure)
    }

    /// Shows changes that are kept nowhere.
    private struct Observer: RunRecorder {
        let observe: @Sendable (RecordChange) -> Void

        func record(_ change: RecordChange) { observe(change) }

        func settle() async {}

        func waitForRoom() async {}
    }
}
