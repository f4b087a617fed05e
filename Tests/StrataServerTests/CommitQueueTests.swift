import StrataAPI
import StrataEngine
import StrataModel
import StrataServerTestSupport
import StrataStore
import StrataTestSupport
import Testing

/// Many drivers at once.
@Suite("Commits")
struct CommitQueueTests {
    @Test(
        "Batches of many drivers at once are all recorded, each in order, and a wrong one harms no other",
        arguments: [1, 2] as [UInt64]
    )
    func manyDrivers(seed: UInt64) async throws {
        try await ServerFixture.with { server in
            try await withThrowingTaskGroup(of: PipelineRunID.self) { group in
                for driver in 0..<12 {
                    group.addTask {
                        var generator = SeededGenerator(seed: seed &* 100 &+ UInt64(driver))
                        let record = Samples.pipelineRun(id: PipelineRunID(using: &generator))
                        #expect(try await server.send("POST", "/api/v1/pipeline-runs", json: record).status == 201)
                        let path = "/api/v1/pipeline-runs/\(record.id)/changes"
                        let start = ChangeBatch(number: 0, changes: [.function(0, Samples.function())])
                        #expect(try await server.send("POST", path, json: start).status == 200)
                        for number in 1...10 {
                            let batch = ChangeBatch(
                                number: Int64(number),
                                changes: [.created(Samples.run(RunIndex(number - 1)))]
                            )
                            if Bool.random(using: &generator) {
                                let wrong = ChangeBatch(
                                    number: Int64(number),
                                    changes: [Samples.step(99, .running, .succeeded)]
                                )
                                let refused = try await server.send("POST", path, json: wrong)
                                #expect([404, 409].contains(refused.status), "seed \(seed): \(refused.text)")
                            }
                            let receipt = try await server.send("POST", path, json: batch)
                            #expect(
                                try receipt.value(ChangeBatch.Receipt.self).nextBatch == Int64(number) + 1,
                                "seed \(seed)"
                            )
                            if Bool.random(using: &generator) {
                                let again = try await server.send("POST", path, json: batch).value(
                                    ChangeBatch.Receipt.self
                                )
                                #expect(again.isRepeated && again.nextBatch == Int64(number) + 1, "seed \(seed)")
                            }
                        }
                        return record.id
                    }
                }
                for try await id in group {
                    #expect(try await server.store.stateCounts(of: id) == [.created: 10], "seed \(seed)")
                }
            }
        }
    }

    @Test("A run's page is right after every change, though its answer is kept")
    func freshness() async throws {
        try await ServerFixture.with { server in
            let id = try await server.recordOneRun()
            let path = "/api/v1/runs/\(id).0"
            let first = try await server.send("GET", path)
            let tag = try #require(first.headers["etag"])
            #expect(try await server.send("GET", path, headers: ["If-None-Match": tag]).status == 304)
            let step = Samples.step(0, .running, .succeeded, output: Samples.artifact("1"))
            let batch = ChangeBatch(number: 1, changes: [step])
            #expect(try await server.send("POST", "/api/v1/pipeline-runs/\(id)/changes", json: batch).status == 200)
            let second = try await server.send("GET", path, headers: ["If-None-Match": tag])
            #expect(second.status == 200)
            #expect(try second.value(RunDetail.self).run.state == .succeeded)
        }
    }
}
