import StrataModel
import StrataTestSupport
import Testing

@testable import StrataEngine

@Suite("The machine under random schedules")
struct RandomScheduleTests {
    @Test("keeps its rules, and ends as a simple evaluator says", .timeLimit(.minutes(10)), arguments: UInt64(1)...60)
    func keepsGoing(seed: UInt64) {
        for parallelism in [1, 2, 8] {
            let plan = PipelinePlan(seed: seed, size: Int(10 + seed * 2), failures: Int(seed % 4) * 5)
            let options = PipelineMachine.Options(maxParallelism: parallelism, keepGoing: true)
            let simulation = MachineSimulation(
                plan,
                seed: seed &* 31 &+ UInt64(parallelism),
                options: options,
                cancelStep: nil
            )
            simulation.run()
            #expect(simulation.witness.violations.isEmpty, "seed \(seed), \(parallelism) places")
            #expect(simulation.states == ReferenceEvaluator(plan).states, "seed \(seed), \(parallelism) places")
        }
    }

    @Test(
        "keeps its rules when the first failure stops everything",
        .timeLimit(.minutes(10)),
        arguments: UInt64(1)...60
    )
    func stopsAtFailure(seed: UInt64) {
        for parallelism in [1, 2, 8] {
            let plan = PipelinePlan(seed: seed, size: Int(10 + seed * 2), failures: Int(seed % 4) * 3)
            let options = PipelineMachine.Options(maxParallelism: parallelism, keepGoing: false)
            let simulation = MachineSimulation(
                plan,
                seed: seed &* 37 &+ UInt64(parallelism),
                options: options,
                cancelStep: nil
            )
            simulation.run()
            #expect(simulation.witness.violations.isEmpty, "seed \(seed), \(parallelism) places")
        }
    }

    @Test("keeps its rules when it is canceled", .timeLimit(.minutes(10)), arguments: UInt64(1)...60)
    func isCanceled(seed: UInt64) {
        for parallelism in [1, 2, 8] {
            let plan = PipelinePlan(seed: seed, size: Int(10 + seed * 2), failures: Int(seed % 4) * 3)
            let options = PipelineMachine.Options(maxParallelism: parallelism, keepGoing: seed.isMultiple(of: 2))
            let simulation = MachineSimulation(
                plan,
                seed: seed &* 41 &+ UInt64(parallelism),
                options: options,
                cancelStep: Int(seed * 2)
            )
            simulation.run()
            #expect(simulation.witness.violations.isEmpty, "seed \(seed), \(parallelism) places")
        }
    }

    @Test("The schedules are long enough to mean something")
    func schedulesAreLong() {
        var steps = 0
        for seed in UInt64(1)...60 {
            let plan = PipelinePlan(seed: seed, size: Int(10 + seed * 2), failures: 0)
            let options = PipelineMachine.Options(maxParallelism: 2, keepGoing: true)
            let simulation = MachineSimulation(plan, seed: seed, options: options, cancelStep: nil)
            simulation.run()
            steps += simulation.steps
        }
        // Nine such rounds make up the tests above.
        #expect(steps * 9 >= 20_000)
    }
}
