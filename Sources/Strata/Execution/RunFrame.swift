import StrataEngine
import StrataModel
import Synchronization

/// What a run's code can reach while it executes.
final class RunFrame: Sendable {
    /// The frame of the run whose code executes in the present task.
    @TaskLocal static var current: RunFrame?

    /// The futures that the code makes.
    let scope = GraphScope()
    /// The pipeline run it belongs to.
    let session: PipelineSession
    let scheduler: Scheduler
    let run: RunIndex
    let attempt: Int32
    private let counters = Mutex<(lines: Int64, steps: [String: Int64])>((0, [:]))

    init(session: PipelineSession, scheduler: Scheduler, run: RunIndex, attempt: Int32) {
        self.session = session
        self.scheduler = scheduler
        self.run = run
        self.attempt = attempt
    }

    func nextLine() -> Int64 {
        counters.withLock { counters in
            defer { counters.lines += 1 }
            return counters.lines
        }
    }

    /// The step a point of a metric stands at: the one that is given, or the one after the last.
    func step(of metric: String, given step: Int64?) -> Int64 {
        counters.withLock { counters in
            let step = step ?? counters.steps[metric, default: 0]
            counters.steps[metric] = step == .max ? step : step + 1
            return step
        }
    }
}
