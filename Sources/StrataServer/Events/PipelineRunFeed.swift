import NIOCore
import StrataAPI
import StrataModel

/// A feed of one pipeline run.
typealias PipelineRunFeed = EventFeed<PipelineRunChange, PipelineRunSnapshot>

/// One thing that changed in a pipeline run.
enum PipelineRunChange: Sendable, Hashable {
    /// A run is in this state now.
    case run(RunIndex, RunState)
    /// A run logged, or reported a metric.
    case logged(RunIndex)
    /// Notes, tags or requests changed.
    case remarked
    /// The pipeline run itself changed.
    case itself
    /// Something may have changed, and it is not known what.
    case touched
    /// More changed than is known.
    case lost
}

/// What holds of a pipeline run as a whole.
struct PipelineRunSnapshot: Sendable, Hashable {
    var state: PipelineRunState
    var counts: [RunState: Int]
    var cancelRequestedAt: Timestamp?

    init(_ summary: PipelineRunSummary) {
        state = summary.pipelineRun.state
        counts = summary.counts
        cancelRequestedAt = summary.cancelRequestedAt
    }
}

extension EventFeed where Change == PipelineRunChange, Snapshot == PipelineRunSnapshot {
    /// A feed that says `RunEvent`s.
    static func ofPipelineRun() -> PipelineRunFeed {
        PipelineRunFeed(capacity: 8192) { id, changes, now, before in
            let isQuiet = changes.map { $0.allSatisfy { $0 == .touched } } ?? false
            guard !isQuiet || now != before else { return nil }
            return ServerSentEvent.buffer(id: id, name: "change", RunEvent(changes, now))
        }
    }
}

extension RunEvent {
    /// What is said of changes; of ones that are not known, that they are not.
    init(_ changes: [PipelineRunChange]?, _ snapshot: PipelineRunSnapshot) {
        self.init(
            state: snapshot.state,
            counts: Dictionary(snapshot.counts.map { ($0.key.rawValue, $0.value) }) { $1 },
            isReset: changes == nil,
            remarksChanged: changes == nil,
            cancelRequestedAt: snapshot.cancelRequestedAt
        )
        var states: [RunIndex: RunState] = [:]
        var loggers: Set<RunIndex> = []
        for change in changes ?? [] {
            switch change {
            case .run(let index, let state): states[index] = state
            case .logged(let index): loggers.insert(index)
            case .remarked: remarksChanged = true
            case .lost: isReset = true
            case .itself, .touched: break
            }
        }
        isReset = isReset || states.count > 1000
        if !isReset { runs = states.map { Change(index: $0.key, state: $0.value) }.sorted { $0.index < $1.index } }
        logged = Array(loggers.sorted().prefix(100))
    }
}
