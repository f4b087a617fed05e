import Strata
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@testable import Strata

@Suite("Random graphs of real functions", .timeLimit(.minutes(10)))
struct RandomGraphTests {
    private static func recipe(_ seed: UInt64) -> GraphRecipe {
        var maker = RecipeMaker(seed: seed, failures: [0, 3, 10, 25][Int(seed % 4)])
        return maker.graph()
    }

    @Test(
        "end as a simple evaluator says, whatever the parallelism, where independent branches go on",
        arguments: UInt64(0)..<20
    )
    func keepsGoing(batch: UInt64) async throws {
        for seed in batch * 25..<(batch + 1) * 25 {
            let recipe = Self.recipe(seed)
            let expected = RecipeEvaluator.evaluate(recipe, inputs: [3])
            for parallelism in [1, 2, 8] {
                let listener = Listener()
                let runner = SilentRunner(maxParallelism: parallelism, keepGoing: true, listener: listener)
                let result = try await runner.result(of: Steps.graph(recipe, inputs: [3]))
                #expect(result.output == expected.value, "seed \(seed), \(parallelism) places")
                #expect(
                    RunTree(listener.history) == expected.tree.withoutOutputs,
                    "seed \(seed), \(parallelism) places"
                )
                #expect(listener.history.illegal.isEmpty, "seed \(seed), \(parallelism) places")
            }
        }
    }

    @Test("never execute what depends on a failed run, where the first failure stops all", arguments: UInt64(0)..<20)
    func stopsAtFailure(batch: UInt64) async throws {
        for seed in batch * 25..<(batch + 1) * 25 {
            let recipe = Self.recipe(seed)
            let expected = RecipeEvaluator.evaluate(recipe, inputs: [3])
            for parallelism in [1, 2, 8] {
                let listener = Listener()
                let runner = SilentRunner(maxParallelism: parallelism, listener: listener)
                let result = try await runner.result(of: Steps.graph(recipe, inputs: [3]))
                let history = listener.history
                #expect(history.illegal.isEmpty, "seed \(seed), \(parallelism) places")
                #expect(result.output == expected.value, "seed \(seed), \(parallelism) places")
                let tree = try #require(RunTree(history))
                #expect(
                    Self.differences(tree, expected.tree.withoutOutputs).isEmpty,
                    "seed \(seed), \(parallelism) places"
                )
                let mistakes = history.runs.values.compactMap(\.failure).filter { $0.message.contains("is over") }
                #expect(mistakes.isEmpty, "seed \(seed), \(parallelism) places")
                for run in history.runs.values where history.executed.contains(run.index) {
                    let states = run.dependencies.map { history.runs[$0.run]?.state }
                    #expect(states.allSatisfy { $0?.hasOutput == true }, "seed \(seed), run \(run.index)")
                }
            }
        }
    }

    /// Runs that ended with another output than they should; a run that was stopped may have none.
    private static func differences(_ tree: RunTree, _ expected: RunTree) -> [String] {
        guard tree.state != .canceled else { return [] }
        var found: [String] = []
        if tree.state.hasOutput, tree.output != expected.output { found.append("\(tree) is not \(expected)") }
        if tree.state.hasOutput != expected.state.hasOutput, tree.state != .nestedFailed { found.append("\(tree)") }
        // The calls of a function come in any order, so that they cannot be told apart here.
        if tree.function == "graph" {
            for (child, other) in zip(tree.children, expected.children) { found += differences(child, other) }
        }
        return found
    }

    @Test("leave in the store what the evaluator says", arguments: (0..<20).map { UInt64($0) * 25 + 1 })
    func isRecorded(seed: UInt64) async throws {
        let recipe = Self.recipe(seed)
        let expected = RecipeEvaluator.evaluate(recipe, inputs: [3])
        try await withTemporaryFolder { home in
            for parallelism in [1, 2, 8] {
                let runner = LocalRunner(home: home, maxParallelism: parallelism, keepGoing: true)
                let result = try await runner.result(of: Steps.graph(recipe, inputs: [3]))
                #expect(result.output == expected.value, "seed \(seed), \(parallelism) places")
                let history = try await RunHistory(home: home, result.id)
                #expect(RunTree(history) == expected.tree, "seed \(seed), \(parallelism) places")
                let stopping = LocalRunner(home: home, maxParallelism: parallelism)
                let stopped = try await stopping.result(of: Steps.graph(recipe, inputs: [3]))
                let tree = try #require(RunTree(try await RunHistory(home: home, stopped.id)))
                #expect(Self.differences(tree, expected.tree).isEmpty, "seed \(seed), \(parallelism) places")
            }
        }
    }
}
