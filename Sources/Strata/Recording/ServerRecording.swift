import StrataAPI
import StrataClient
import StrataEngine
import StrataModel
import Synchronization

/// A pipeline run's record on a server: where it goes, and what is watched meanwhile.
final class ServerRecording: Sendable {
    /// Where it is recorded.
    let storage: Storage
    /// The address of the pipeline run's page.
    let page: String
    private let id: PipelineRunID
    private let client: StrataClient
    private let monitor: OutageMonitor
    private let requests: CancelRequests
    private let patience: Duration
    private let say: @Sendable (String) -> Void

    /// Prepares a record on the server that `client` speaks with; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - id: The pipeline run.
    ///   - client: Speaks with the server.
    ///   - patience: For how long the server may be out of reach.
    ///   - say: Tells the user.
    init(_ id: PipelineRunID, _ client: StrataClient, patience: Duration, say: @escaping @Sendable (String) -> Void) {
        let monitor = OutageMonitor()
        let requests = CancelRequests()
        var recording = client.patient(for: patience)
        recording.watch = { monitor.note($0) }
        self.id = id
        self.client = client
        self.monitor = monitor
        self.requests = requests
        self.patience = patience
        self.say = say
        page = client.address.page(of: id)
        storage = Storage(
            metadata: RemoteMetadataStore(recording) { requests.note($0) },
            blobs: RemoteBlobStore(recording)
        )
    }

    /// Asks whether the server is there, before anything runs.
    ///
    /// - Throws: `StoreError` that says what to do.
    func greet() async throws {
        if let warning = client.warning { say("warning: \(warning)") }
        do {
            try await client.greet()
        } catch let error as ClientError {
            throw StoreError(
                error.code == .unsupportedVersion ? .inputOutput : .unavailable,
                "This pipeline run is to be recorded on the server at \(client.address), but: \(error.message)",
                remedy: (error.remedy.map { $0 + "\n" } ?? "")
                    + "STRATA_API_ADDRESS or 'strata settings set apiAddress' names another server; "
                    + "STRATA_API_ADDRESS=local records on this machine."
            )
        }
    }

    /// Watches until the task is canceled: says when the server is lost and back, keeps runs from waiting for it, and heeds
    /// requests to cancel.
    ///
    /// - Parameter recorder: What waits for the server.
    func watch(_ recorder: BatchingRecorder) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.poll(recorder) }
            var isCanceled = false
            while !Task.isCancelled {
                look(recorder)
                if !isCanceled, let time = requests.first, recorder.stop() {
                    isCanceled = true
                    say("someone asked for this pipeline run to be canceled, \(time) on \(client.address); stopping")
                }
                // Canceled means: nothing more to watch.
                try? await Task.sleep(for: .milliseconds(100))
            }
            group.cancelAll()
        }
    }

    private func look(_ recorder: BatchingRecorder) {
        let now = ContinuousClock.now
        let waiting = recorder.waiting
        if let since = waiting.since, now - since > OutageMonitor.longestAnswer { recorder.stopSettling() }
        switch monitor.news(at: now, waitingSince: waiting.since) {
        case .lost(let reason)?:
            say(
                "warning: nothing can be recorded at the moment: \(reason) Holding \(waiting.count) changes; "
                    + "giving up after \(ProgressText.duration(patience))."
            )
        case .back?: say("the server at \(client.address) answers again; \(waiting.count) changes to go")
        case nil: break
        }
    }

    /// Asks the server now and then where nothing is recorded that it could answer with a request to cancel.
    private func poll(_ recorder: BatchingRecorder) async {
        let patient = client.patient(for: .zero)
        while !Task.isCancelled {
            // Canceled means: no more to ask.
            try? await Task.sleep(for: .seconds(1))
            guard !Task.isCancelled, requests.first == nil, recorder.isIdle(for: .seconds(1)) else { continue }
            do {
                if let time = try await patient.pipelineRun(id)?.cancelRequestedAt { requests.note(time) }
            } catch {
                // Whether it matters shows with the next change: that must be recorded, this is a courtesy.
                continue
            }
        }
    }
}

/// Requests to cancel a pipeline run, of which the first counts.
private final class CancelRequests: Sendable {
    private let state = Mutex<Timestamp?>(nil)

    var first: Timestamp? { state.withLock { $0 } }

    func note(_ time: Timestamp) {
        state.withLock { $0 = $0 ?? time }
    }
}
