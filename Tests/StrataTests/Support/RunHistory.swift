import Strata
import StrataModel
import Synchronization

/// What a runner told of a pipeline run, put together.
struct RunHistory: Sendable {
    var runs: [RunIndex: RunRecord] = [:]
    var functions: [FunctionKey: FunctionRecord] = [:]
    var logs: [LogLine] = []
    var metrics: [MetricPoint] = []
    /// The runs that executed.
    var executed: Set<RunIndex> = []
    /// Changes that do not follow from those before them.
    var illegal: [String] = []

    mutating func apply(_ change: RecordChange) {
        switch change {
        case .function(let key, let record): functions[key] = record
        case .created(let record):
            if runs.updateValue(record, forKey: record.index) != nil { illegal.append("\(record.index) is made twice") }
            if functions[record.function] == nil { illegal.append("\(record.index) has an unknown function") }
        case .transition(let step):
            guard let state = runs[step.index]?.state, state == step.from, step.from.canBecome(step.to) else {
                return illegal.append("\(step.index) from \(step.from) to \(step.to)")
            }
            runs[step.index]?.state = step.to
            runs[step.index]?.attempt = step.attempt
            runs[step.index]?.times.enter(step.to, at: step.time)
            if step.to == .running {
                executed.insert(step.index)
                runs[step.index]?.inputs = step.inputs
            }
            if let output = step.output { runs[step.index]?.output = output }
            if let failure = step.failure { runs[step.index]?.failure = failure }
        case .log(let line): logs.append(line)
        case .metric(let point): metrics.append(point)
        case .ended: break
        }
    }
}

/// Listens to a runner.
final class Listener: Sendable {
    private let state = Mutex(RunHistory())

    var history: RunHistory { state.withLock { $0 } }

    func hear(_ change: RecordChange) {
        state.withLock { $0.apply(change) }
    }
}

extension SilentRunner {
    /// A runner whose changes `listener` hears.
    init(maxParallelism: Int = 2, keepGoing: Bool = false, listener: Listener) {
        self.init(maxParallelism: maxParallelism, keepGoing: keepGoing, clock: { .now }, observe: listener.hear)
    }
}
