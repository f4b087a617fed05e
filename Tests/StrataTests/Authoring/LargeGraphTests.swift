import Strata
import StrataModel
import StrataTestSupport
import Synchronization
import Testing

@Suite("Large graphs", .timeLimit(.minutes(10)))
struct LargeGraphTests {
    @Test("a chain of 100,000 runs ends, and so does one that fails at any place", arguments: [nil, 0, 50_000, 99_999])
    func chain(failing: Int?) async throws {
        let result = try await SilentRunner().result(of: LargeGraphs.chain(100_000, failingAt: failing))
        #expect(result.output == (failing == nil ? 100_000 : nil))
        if let failing { #expect(result.error?.run.index == RunIndex(failing + 1)) }
    }

    @Test("a join of 100,000 runs ends")
    func join() async throws {
        #expect(try await SilentRunner().run(LargeGraphs.join(100_000)) == 5_000_050_000)
    }

    @Test("graphs nested 10,000 deep end")
    func nested() async throws {
        #expect(try await SilentRunner().run(LargeGraphs.nested(10_000)) == 10_001)
    }

    @Test("a chain that is never run is freed without a deep stack")
    func neverRun() {
        func describe() -> Future<Int> {
            (0..<100_000).reduce(LargeGraphs.next(0)) { previous, _ in LargeGraphs.next(previous) }
        }
        _ = describe()
        func describeJoin() -> Future<Int> {
            LargeGraphs.sum((0..<100_000).map { LargeGraphs.next($0) })
        }
        _ = describeJoin()
    }

    @Test("a chain that is canceled ends canceled")
    func canceled() async throws {
        let gate = Gate()
        let task = Task { try await SilentRunner().result(of: LargeGraphs.waits(100_000, gate)) }
        await gate.begun()
        task.cancel()
        await gate.open()
        let result = try await task.value
        #expect(result.state == .canceled)
        #expect(result.error?.description.contains("was canceled") == true)
    }

    @Test("keep no output that nothing needs any more", .timeLimit(.minutes(10)))
    func memory() async throws {
        #expect(try await SilentRunner(maxParallelism: 2).run(LargeGraphs.payloads(100_000)) == 100_000)
        #expect(Payload.highWater.load(ordering: .relaxed) < 16)
        #expect(Payload.alive.load(ordering: .relaxed) == 0)
    }
}
