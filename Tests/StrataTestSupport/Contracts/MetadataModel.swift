import StrataEngine
import StrataModel

/// A metadata store in the plainest form, for one pipeline run: what real ones are compared with.
struct MetadataModel {
    private(set) var runs: [RunIndex: RunRecord] = [:]
    private(set) var lines: [LogLine] = []
    private(set) var points: [MetricPoint] = []

    /// Applies a batch, all or nothing.
    ///
    /// - Returns: Whether it was taken.
    mutating func commit(_ changes: [RecordChange]) -> Bool {
        var copy = self
        for change in changes {
            guard copy.apply(change) else { return false }
        }
        self = copy
        return true
    }

    private mutating func apply(_ change: RecordChange) -> Bool {
        switch change {
        case .created(let run):
            guard runs[run.index] == nil else { return false }
            runs[run.index] = run
        case .transition(let transition):
            guard var run = runs[transition.index], run.state == transition.from,
                transition.from.canBecome(transition.to)
            else {
                return false
            }
            run.state = transition.to
            run.attempt = transition.attempt
            run.times.enter(transition.to, at: transition.time)
            if !transition.inputs.isEmpty { run.inputs = transition.inputs }
            run.output = transition.output ?? run.output
            run.failure = transition.failure
            runs[run.index] = run
        case .log(let line):
            guard runs[line.run] != nil else { return false }
            lines.append(line)
        case .metric(let point):
            guard runs[point.run] != nil else { return false }
            points.append(point)
        case .function, .ended:
            break
        }
        return true
    }

    /// The run as a store answers it: with the bytes of inputs that stand with other runs.
    func run(_ index: RunIndex) -> RunRecord? {
        guard var run = runs[index] else { return nil }
        for position in run.inputs.indices {
            guard let source = run.inputs[position].source, let output = runs[source]?.output else { continue }
            run.inputs[position].artifact.inline = output.inline
        }
        return run
    }

    /// The runs as a store lists them.
    func list() -> [RunRecord] {
        runs.values.sorted { $0.index < $1.index }.map { run in
            var run = run
            run.inputs = []
            run.output?.inline = nil
            run.output?.view = nil
            return run
        }
    }
}
