import Strata
import StrataTestKit
import Testing

@Suite("A silent run")
struct SilentRunTests {
    @Test("has the output, every run, its log and its metrics, and a clock that stands still")
    func everything() async throws {
        let run = try await SilentRun(of: training(count: 3))
        #expect(run.output == 7)
        #expect(run.state == .succeeded)
        #expect(run.states(of: "fit") == [.succeeded, .succeeded])
        #expect(run.logs.map(\.message) == ["fitted", "fitted"])
        #expect(Set(run.metrics.map(\.value)) == [1, 2])
        #expect(Set(run.runs.compactMap(\.times.ended)) == [Timestamp(microseconds: 946_684_800_000_000)])
        #expect(run.runs.map(\.index) == Array(0..<RunIndex(run.runs.count)))
    }

    @Test("of a pipeline that fails says why")
    func failure() async throws {
        let run = try await SilentRun(of: score(models: [], on: []))
        #expect(run.output == nil)
        #expect(run.state == .failed)
        #expect(run.error?.underlying is Missing)
        #expect(run.states(of: "score") == [.nestedFailed])
        #expect(run.states(of: "best") == [.failed])
    }

    @Test("is the same every time")
    func deterministic() async throws {
        let first = try await SilentRun(of: training(count: 4))
        let second = try await SilentRun(of: training(count: 4))
        #expect(first.runs == second.runs)
    }
}
