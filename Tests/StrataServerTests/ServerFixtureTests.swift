import StrataAPI
import StrataModel
import StrataServerTestSupport
import StrataTestSupport
import Testing

@Suite("Server")
struct ServerTests {
    @Test("answers what it is, and keeps what a driver sends")
    func recordsAPipelineRun() async throws {
        try await ServerFixture.with { server in
            let version = try await server.send("GET", "/api/v1/version")
            #expect(try version.value(ServerVersion.self).version == StrataVersion.current)
            let record = Samples.pipelineRun()
            let created = try await server.send("POST", "/api/v1/pipeline-runs", json: record)
            #expect(created.status == 201)
            let batch = ChangeBatch(
                number: 0,
                changes: [
                    .function(0, Samples.function()), .created(Samples.run(0)), Samples.step(0, .created, .scheduled),
                ]
            )
            let receipt = try await server.send("POST", "/api/v1/pipeline-runs/\(record.id)/changes", json: batch)
            #expect(try receipt.value(ChangeBatch.Receipt.self).nextBatch == 1)
            let detail = try await server.send("GET", "/api/v1/runs/\(record.id).0").value(RunDetail.self)
            #expect(detail.run.state == .scheduled)
            let summary = try await server.send("GET", "/api/v1/pipeline-runs/\(record.id)").value(
                PipelineRunSummary.self
            )
            #expect(summary.counts == [.scheduled: 1])
        }
    }
}
