import StrataEngine
import StrataModel
import StrataStore

/// Stores sample records through the store's own calls, as a driver would.
struct SampleStore {
    let metadata: any MetadataStore
    let blobs: any BlobStore

    init(home path: String) throws {
        let home = StrataHome(path: path)
        metadata = try home.openMetadata()
        blobs = try home.openBlobs()
    }

    /// Records a pipeline run with its runs in the states they have.
    func record(
        _ pipelineRun: PipelineRunRecord,
        _ runs: [RunRecord],
        logs: [LogLine] = []
    ) async throws {
        var open = pipelineRun
        open.state = .running
        open.endedAt = nil
        try await metadata.create(open)
        var changes = Sample.functions.sorted { $0.key < $1.key }.map { RecordChange.function($0.key, $0.value) }
        for run in runs {
            var new = run
            new.state = .created
            new.attempt = 0
            new.times = RunTimes(created: run.times.created)
            new.inputs = []
            new.output = nil
            new.failure = nil
            changes.append(.created(new))
        }
        // Children end before their parents.
        for run in runs.reversed() { changes += Self.steps(of: run) }
        changes += logs.map(RecordChange.log)
        if let ended = pipelineRun.endedAt { changes.append(.ended(pipelineRun.state, ended, pipelineRun.failure)) }
        try await metadata.commit(changes, to: pipelineRun.id)
    }

    private static func steps(of run: RunRecord) -> [RecordChange] {
        let path: [RunState] =
            switch run.state {
            case .created: []
            case .scheduled: [.scheduled]
            case .running: [.scheduled, .running]
            default: [.scheduled, .running, run.state]
            }
        var from = RunState.created
        return path.map { state in
            defer { from = state }
            let time: Timestamp? =
                switch state {
                case .scheduled: run.times.scheduled
                case .running: run.times.started
                default: run.times.ended
                }
            return .transition(
                RunTransition(
                    index: run.index,
                    from: from,
                    to: state,
                    time: time ?? run.times.created,
                    attempt: state == .scheduled ? 0 : 1,
                    inputs: state == .running ? run.inputs : [],
                    output: state.hasOutput ? run.output : nil,
                    failure: state == run.state ? run.failure : nil
                )
            )
        }
    }
}
