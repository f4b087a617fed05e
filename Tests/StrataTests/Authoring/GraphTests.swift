import Strata
import StrataModel
import Testing

@testable import Strata

@Suite("Graphs", .timeLimit(.minutes(10)))
struct GraphTests {
    private func message(of pipeline: Future<Int>, _ runner: SilentRunner = SilentRunner()) async throws -> String {
        let result = try await runner.result(of: pipeline)
        #expect(result.state == .failed)
        return result.error?.failure.message ?? ""
    }

    @Test("with a future that nothing uses are errors which name it")
    func unused() async throws {
        #expect(
            try await message(of: BadGraphs.unused()) == "futures of 'load', 'nothing' are never used by the result"
        )
        let many = try await message(of: BadGraphs.manyUnused())
        #expect(many.hasSuffix("'integer' and 990 more are never used by the result"))
    }

    @Test("with a cycle are errors which name it", arguments: [1, 2, 3, 10])
    func cycle(count: Int) async throws {
        let text = try await message(of: BadGraphs.cycle(count))
        let names = Array(repeating: "'integer'", count: count + 1).joined(separator: " waits for ")
        #expect(text == "the graph has a cycle: " + names)
    }

    @Test("cannot take a future that another function's graph has")
    func foreign() async throws {
        let kept = Kept()
        let text = try await BadGraphs.$kept.withValue(kept) {
            try await message(of: BadGraphs.twice(), SilentRunner(maxParallelism: 1))
        }
        #expect(text == "a future of 'integer' was made outside of the function that uses it")
    }

    @Test("are not made by functions that compute")
    func futuresInComputingFunction() async throws {
        let text = try await message(of: AuthoringSteps.makesFutures())
        #expect(text == "a function that computes made futures of 'integer', 'integer', which nothing will ever run")
    }

    @Test("keep orders that no data makes, and run what is discarded")
    func ordered() async throws {
        let listener = Listener()
        #expect(try await SilentRunner(maxParallelism: 8, listener: listener).run(BadGraphs.ordered()) == 3)
        let runs = listener.history.runs
        #expect(runs.count == 5)
        #expect(runs[2]?.dependencies == [RunDependency(run: 1, input: nil)])
        #expect(runs[4]?.dependencies == [RunDependency(run: 2, input: nil)])
    }

    @Test("may be described outside of any function, and be run twice")
    func describedOutside() async throws {
        func describe() -> Future<Int> { AuthoringSteps.integer(20) + AuthoringSteps.integer(1) }
        let sum = describe()
        #expect(try await SilentRunner().run(sum) == 21)
        #expect(try await SilentRunner().run(sum) == 21)
        func more() -> Future<Int> { sum * 2 }
        #expect(try await SilentRunner().run(more()) == 42)
        #expect(try await SilentRunner().run(Future(5)) == 5)
    }

    @Test("are freed, also those that have a cycle or were never run")
    func areFreed() async throws {
        weak var cyclic: FutureNode?
        weak var unused: FutureNode?
        weak var lost: FutureNode?
        func node(of future: Future<Int>) -> FutureNode? {
            guard case .node(let node, _) = future.source else { return nil }
            return node
        }
        func describe() {
            let scope = GraphScope()
            GraphScope.$described.withValue(scope) {
                let first = AuthoringSteps.integer(1)
                let second = AuthoringSteps.integer(2).after(first)
                first.after(second)
                cyclic = node(of: first)
                #expect(throws: GraphError.self) { try DescribedGraph(AnyFuture(second), scope: scope, isRoot: true) }
            }
            let other = GraphScope()
            GraphScope.$described.withValue(other) {
                let first = AuthoringSteps.integer(1)
                first.after(AuthoringSteps.integer(2).after(first))
                lost = node(of: first)
            }
            let free = AuthoringSteps.integer(1)
            unused = node(of: free + 1)
        }
        describe()
        #expect(cyclic == nil)
        #expect(unused == nil)
        #expect(lost == nil)
    }
}
