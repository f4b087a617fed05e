public import Strata
import Synchronization

/// A pipeline that was run with nothing stored and the clock standing still, and what happened in it.
///
/// ```swift
/// let run = try await SilentRun(of: pipeline(config: .small))
/// #expect(run.output.accuracy > 0.9)
/// #expect(run.states(of: "train") == [.succeeded, .succeeded])
/// ```
public struct SilentRun<Output: Sendable>: Sendable {
    /// The pipeline's output; `nil` where it did not succeed.
    public let output: Output?
    /// Which run failed, and why, where it did not succeed.
    public let error: RunError?
    /// The state of the whole.
    public let state: PipelineRunState
    /// The runs, in the order in which they were made.
    public let runs: [RunRecord]
    /// What the runs logged, in order.
    public let logs: [LogLine]
    /// What the runs reported as metrics, in order.
    public let metrics: [MetricPoint]
    private let functions: [FunctionKey: FunctionRecord]

    /// Runs a pipeline, one run at a time unless `maxParallelism` says otherwise, so that the order is always the same.
    ///
    /// - Parameters:
    ///   - pipeline: The pipeline to run.
    ///   - maxParallelism: How many runs may execute at once.
    ///   - keepGoing: Whether branches that do not depend on a failed run go on.
    ///   - time: What time it is, all the while.
    /// - Throws: An error that names the calls for a graph that cannot be run. A failed run is no error here.
    public init(
        of pipeline: @autoclosure () throws -> Future<Output>,
        maxParallelism: Int = 1,
        keepGoing: Bool = false,
        at time: Timestamp = Timestamp(microseconds: 946_684_800_000_000)
    ) async throws where Output: Artifact {
        let recording = Recording()
        let runner = SilentRunner(
            maxParallelism: maxParallelism,
            keepGoing: keepGoing,
            clock: { time },
            observe: { recording.note($0) }
        )
        let result = try await runner.result(of: pipeline())
        output = result.output
        error = result.error
        state = result.state
        let noted = recording.noted
        runs = noted.runs
        logs = noted.logs
        metrics = noted.metrics
        functions = noted.functions
    }

    /// The states of the runs of a function, in the order in which they were made.
    ///
    /// - Parameter label: The function's label.
    /// - Returns: One state for each run.
    public func states(of label: String) -> [RunState] {
        runs.filter { functions[$0.function]?.label == label }.map(\.state)
    }

    /// The function of a run.
    public func function(of run: RunRecord) -> FunctionRecord? {
        functions[run.function]
    }
}

/// What a runner reports.
private final class Recording: Sendable {
    struct Noted {
        var runs: [RunRecord] = []
        var logs: [LogLine] = []
        var metrics: [MetricPoint] = []
        var functions: [FunctionKey: FunctionRecord] = [:]
    }

    private let state = Mutex(Noted())

    var noted: Noted {
        state.withLock { noted in
            var sorted = noted
            sorted.runs.sort { $0.index < $1.index }
            return sorted
        }
    }

    func note(_ change: RecordChange) {
        state.withLock { noted in
            switch change {
            case .function(let key, let function): noted.functions[key] = function
            case .created(let run): noted.runs.append(run)
            case .transition(let transition):
                guard let position = noted.runs.lastIndex(where: { $0.index == transition.index }) else { return }
                noted.runs[position].apply(transition)
            case .log(let line): noted.logs.append(line)
            case .metric(let point): noted.metrics.append(point)
            case .ended: break
            }
        }
    }
}
