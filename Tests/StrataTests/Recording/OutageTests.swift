import Foundation
import Strata
import StrataEngine
import StrataModel
import StrataServer
import StrataServerTestSupport
import StrataStore
import StrataTestSupport
import Testing

@testable import Strata

@Suite("A server that is lost in the middle of a pipeline run", .timeLimit(.minutes(10)))
struct OutageTests {
    private static let count = 400

    @Test("and comes back has everything, once", arguments: [true, false])
    func comesBack(isLong: Bool) async throws {
        let port = try LoopbackPort.free()
        try await withTemporaryFolder { home in
            let said = SaidLines()
            let gate = Gate()
            let address = "http://127.0.0.1:\(port)"
            let runner = said.runner(
                ["STRATA_API_ADDRESS": address, "STRATA_HOME": home + "/unused"],
                maxParallelism: 4
            )
            let task = try await Self.serving(home, port) { _ in
                let task = Task { try await runner.result(of: ServerSteps.many(Self.count, gate)) }
                await gate.begun()
                return task
            }
            // Nothing listens any more.
            await gate.open()
            try await said.wait(for: "nothing can be recorded at the moment")
            // Longer than runs wait for their start to be durable: they go on all the same.
            if isLong { try await Task.sleep(for: .seconds(7)) }
            let result = try await Self.serving(home, port) { _ in try await task.value }
            #expect(result.state == .succeeded)
            #expect(result.output == (0..<Self.count).reduce(0, +) * 2)
            try await Self.check(result.id, home)
            #expect(said.lines.contains { $0.contains("answers again") })
            #expect(said.lines.filter { $0.contains("Holding") }.count == 1, "\(said.lines)")
        }
    }

    @Test("and does not come back ends the pipeline run with an error in words when the patience is used up")
    func staysAway() async throws {
        let port = try LoopbackPort.free()
        try await withTemporaryFolder { home in
            let gate = Gate()
            let runner = LocalRunner().in(environment: [
                "STRATA_API_ADDRESS": "http://127.0.0.1:\(port)", "STRATA_HOME": home + "/unused",
                "STRATA_API_PATIENCE": "2s",
            ])
            let task = try await Self.serving(home, port) { _ in
                let task = Task { try await runner.result(of: ServerSteps.many(100_000, gate)) }
                await gate.begun()
                return task
            }
            await gate.open()
            let error = await #expect(throws: RecordingError.self) { try await task.value }
            let failed = try #require(error)
            // A value that could not be kept may have failed its run before.
            #expect(failed.state == .canceled || failed.state == .failed)
            #expect(failed.description.contains("http://127.0.0.1:\(port) does not answer"))
            let store = try StrataHome(path: home).openMetadata()
            #expect(try await store.pipelineRun(failed.pipelineRun)?.state == .running)
        }
    }

    private static func serving<Result: Sendable>(
        _ home: String,
        _ port: Int,
        _ body: @escaping @Sendable (ServerFixture) async throws -> Result
    ) async throws -> Result {
        try await ServerFixture.with(home: home) {
            $0.port = port
        } _: {
            try await body($0)
        }
    }

    /// Everything is there, and once.
    static func check(_ id: PipelineRunID, _ home: String) async throws {
        let history = try await RunHistory(home: home, id)
        let labels = history.runs.values.compactMap { history.functions[$0.function]?.label }
        #expect(labels.filter { $0 == "one" }.count == count)
        #expect(labels.filter { $0 == "large" }.count == count / 10)
        #expect(history.runs.values.allSatisfy { $0.state == .succeeded && $0.attempt == 1 })
        let lines = Dictionary(grouping: history.logs, by: \.run)
        #expect(lines.count == count)
        #expect(lines.values.allSatisfy { $0.map(\.number) == [0, 1, 2] })
        #expect(Set(history.metrics.map(\.value)) == Set((0..<count).map(Double.init)))
        #expect(history.metrics.count == count)
        let blobs = try StrataHome(path: home).openBlobs()
        for output in history.runs.values.compactMap(\.output) where output.inline == nil {
            try await blobs.verify(output.reference.digest)
        }
    }
}
