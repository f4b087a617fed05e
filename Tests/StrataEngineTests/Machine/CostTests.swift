import StrataModel
import Testing

@testable import StrataEngine

@Suite("The cost of a run")
struct CostTests {
    /// Runs a graph to its end; gives the number of runs and of effects.
    private static func drive(
        _ shape: PipelineShape,
        size: Int,
        failing failingRun: RunIndex? = nil
    ) -> (runs: Int, effects: Int, state: PipelineRunState?) {
        var machine = PipelineMachine(options: .init(maxParallelism: 4, keepGoing: true))
        var total = 0
        var ended: PipelineRunState?
        var conclusions: [RunIndex] = []
        func take(_ effects: [MachineEffect]) {
            total += effects.count
            for effect in effects {
                if case .conclude(let run) = effect { conclusions.append(run) }
                if case .ended(let state) = effect { ended = state }
            }
        }
        var effects: [MachineEffect] = []
        machine.begin(RunSpecification(function: 0, label: "root"), &effects)
        take(effects)
        while ended == nil {
            effects = []
            if let run = conclusions.popLast() {
                machine.concluded(run, nil, &effects)
            } else if let run = machine.next() {
                let graph = shape.graph(of: run, parent: machine.parent(of: run), size: size)
                let failure = RunOutcome.failed(RunFailure(cause: .user, message: "failed"))
                let outcome = run == failingRun ? failure : graph.map(RunOutcome.expanded) ?? .computed
                machine.finished(run, attempt: 1, outcome, &effects)
            } else {
                break
            }
            take(effects)
        }
        return (machine.count, total, ended)
    }

    @Test(
        "is a few effects, however many runs there are",
        .timeLimit(.minutes(10)),
        arguments: PipelineShape.allCases,
        [1_000, 10_000, 100_000]
    )
    func isConstant(shape: PipelineShape, size: Int) {
        let result = Self.drive(shape, size: size)
        #expect(result.state == .succeeded)
        #expect(result.runs >= size)
        // To scheduled, to ran or succeeded, a release, and for graphs an expansion and a conclusion.
        #expect(result.effects <= 6 * result.runs + 1)
    }

    @Test(
        "is as small where the first run of a graph fails and cancels the rest",
        .timeLimit(.minutes(10)),
        arguments: PipelineShape.allCases,
        [1_000, 100_000]
    )
    func failureIsConstant(shape: PipelineShape, size: Int) {
        let result = Self.drive(shape, size: size, failing: 1)
        #expect(result.state == .failed)
        #expect(result.effects <= 6 * result.runs + 1)
    }
}
