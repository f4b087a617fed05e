import Foundation
import StrataAPI
import StrataClient
import StrataModel
import StrataServerTestSupport
import StrataStore
import StrataTestSupport
import Testing

@testable import StrataCommands

@Suite(.timeLimit(.minutes(10))) struct ServerRecordTests {
    @Test("what is on a server is shown as what is in its folder is")
    func same() async throws {
        try await ServerFixture.with { server in
            let store = try SampleStore(home: server.home)
            try await store.record(
                Sample.pipelineRun(try Sample.id("cafe"), tags: ["nightly"]),
                Sample.runs(trainings: 2)
            )
            var failed = Sample.pipelineRun(try Sample.id("beef"), name: "broken", state: .failed, seconds: 10)
            failed.failure = RunFailure(cause: .nested(2), message: "train failed")
            let log = LogLine(
                run: 4,
                attempt: 1,
                number: 0,
                time: Sample.time(1.5),
                level: "info",
                message: "epoch 1\nok"
            )
            try await store.record(failed, Sample.runs(trainings: 30, failing: [1]), logs: [log])
            let local = CommandLineTool(home: server.home)
            try await withTemporaryFolder { empty in
                let remote = CommandLineTool(home: empty, address: server.address)
                for arguments in [
                    ["runs"], ["runs", "--state", "failed", "--json"], ["runs", "--function", "PIPE"],
                    ["show", "beef", "--all"],
                    ["show", "cafe", "--json"], ["show", "beef.1"], ["graph", "beef", "--json"],
                    ["logs", "beef", "--json"],
                    ["artifact", "cafe", "output"], ["show", "latest.0", "--json"],
                ] {
                    let expected = try await local.run(arguments)
                    let found = try await remote.run(arguments)
                    #expect(found.exitCode == expected.exitCode, "\(arguments) \(found.errors)")
                    #expect(found.output == expected.output, "\(arguments)")
                }
                let left = try FileManager.default.contentsOfDirectory(atPath: empty)
                #expect(left.isEmpty)
            }
        }
    }

    @Test("a server that does not answer is told with its address and what to do")
    func absent() async throws {
        try await withTemporaryFolder { home in
            let address = "http://127.0.0.1:\(try LoopbackPort.free())"
            // Says so after ten seconds of trying.
            let outcome = try await CommandLineTool(home: home, address: address).run("show", "latest")
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains(address))
            #expect(outcome.errors.contains("strata server"))
            let malformed = try await CommandLineTool(home: home, address: "nowhere").run("runs")
            #expect(malformed.exitCode == 1)
            #expect(malformed.errors.contains("STRATA_API_ADDRESS"))
        }
    }

    @Test("a pipeline run on a server is asked to cancel; another is told how")
    func cancel() async throws {
        try await ServerFixture.with { server in
            let client = try StrataClient(ServerAddress(server.address))
            var record = Sample.pipelineRun(try Sample.id("beef"), state: .running)
            record.endedAt = nil
            _ = try await client.register(record)
            let remote = CommandLineTool(home: server.home, address: server.address)
            let outcome = try await remote.run("cancel", "beef")
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(try await client.pipelineRun(record.id)?.cancelRequestedAt != nil)
            #expect(try await remote.run("cancel", "beef.1").exitCode == 2)
            let local = try await CommandLineTool(home: server.home).run("cancel", "beef")
            #expect(local.exitCode == 1)
            #expect(local.errors.contains("kill -INT"))
        }
    }
}
