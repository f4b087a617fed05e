import StrataModel

/// How far a pipeline run is: pure, fed with its changes, each at the same small cost.
struct ProgressSnapshot: Sendable {
    /// A run that executes.
    struct Running: Sendable {
        let label: String
        let since: Timestamp
    }

    /// A run that ended.
    struct Ended: Sendable {
        let run: RunIndex
        let label: String
        let state: RunState
        let duration: Duration?
        let failure: RunFailure?
    }

    /// Something to show as a line.
    enum News: Sendable {
        case ended(Ended)
        case logged(label: String, LogLine)
    }

    private(set) var record: PipelineRunRecord?
    /// The address of its page, where it has one.
    private(set) var page: String?
    private(set) var counts: [RunState: Int] = [:]
    private(set) var running: [RunIndex: Running] = [:]
    /// What is to be shown as lines, in order.
    private var news: [News] = []
    /// How many ended runs were not kept for showing, since nobody asked in time.
    private var omitted = 0
    /// Since when graphs execute whose function has returned.
    private var graphs: [RunIndex: Timestamp] = [:]
    private var labels: [FunctionKey: String] = [:]
    private var functions: [FunctionKey] = []

    /// As many lines as are kept for showing.
    static let keptNews = 200

    /// How many runs there are.
    var total: Int {
        functions.count
    }

    mutating func start(_ record: PipelineRunRecord, page: String? = nil) {
        self.record = record
        self.page = page
    }

    mutating func apply(_ change: RecordChange) {
        switch change {
        case .function(let key, let function):
            labels[key] = function.label
        case .created(let run):
            while functions.count <= Int(run.index) { functions.append(run.function) }
            functions[Int(run.index)] = run.function
            counts[.created, default: 0] += 1
        case .transition(let transition):
            apply(transition)
        case .log, .metric, .ended:
            break
        }
    }

    mutating func log(_ line: LogLine) {
        news.append(.logged(label: label(of: line.run), line))
    }

    /// What happened since this was last called.
    mutating func takeNews() -> (news: [News], omitted: Int) {
        defer {
            news = []
            omitted = 0
        }
        return (news, omitted)
    }

    func label(of run: RunIndex) -> String {
        guard functions.indices.contains(Int(run)) else { return "run \(run)" }
        return labels[functions[Int(run)]] ?? "run \(run)"
    }

    private mutating func apply(_ transition: RunTransition) {
        counts[transition.from, default: 0] -= 1
        counts[transition.to, default: 0] += 1
        if transition.to == .running {
            running[transition.index] = Running(label: label(of: transition.index), since: transition.time)
            return
        }
        let started = running.removeValue(forKey: transition.index)?.since ?? graphs[transition.index]
        if transition.to == .ran { graphs[transition.index] = started }
        guard transition.to.isTerminal else { return }
        graphs[transition.index] = nil
        // Failures are always shown.
        guard news.count < Self.keptNews || transition.to == .failed else {
            omitted += 1
            return
        }
        news.append(
            .ended(
                Ended(
                    run: transition.index,
                    label: label(of: transition.index),
                    state: transition.to,
                    duration: started.map { transition.time.since($0) },
                    failure: transition.failure
                )
            )
        )
    }
}
