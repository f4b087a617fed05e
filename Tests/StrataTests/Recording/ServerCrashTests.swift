import Foundation
import Strata
import StrataModel
import StrataTestSupport
import Testing

@testable import Strata

@Suite("A server that is killed in the middle of a pipeline run", .timeLimit(.minutes(10)))
struct ServerCrashTests {
    @Test("with kill -9 and started again has everything, once", arguments: UInt64(1)...3)
    func killed(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let pause = Duration.milliseconds(Int.random(in: 0...300, using: &generator))
        let port = try LoopbackPort.free()
        try await withTemporaryFolder { home in
            let said = SaidLines()
            let gate = Gate()
            let environment = ["STRATA_API_ADDRESS": "http://127.0.0.1:\(port)", "STRATA_HOME": home + "/unused"]
            let runner = said.runner(environment, maxParallelism: 4)
            var options = ServerProgram.Options()
            options.arguments = ["--port", "\(port)"]
            let task = try await ServerProgram.run(home: home, options: options) { server in
                let task = Task { try await runner.result(of: ServerSteps.many(400, gate)) }
                await gate.begun()
                await gate.open()
                // Somewhere in the middle, while batches are on their way.
                try await Task.sleep(for: pause)
                server.end(with: SIGKILL)
                try await server.waitUntilGone()
                return task
            }
            let result = try await ServerProgram.run(home: home, options: options) { _ in try await task.value }
            #expect(result.state == .succeeded, "seed \(seed)")
            try await OutageTests.check(result.id, home)
        }
    }
}
