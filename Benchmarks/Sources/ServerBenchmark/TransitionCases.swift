import AsyncHTTPClient
import Foundation
import NIOCore
import StrataAPI
import StrataModel

/// Durable transitions of runs, in numbered batches as drivers send them.
struct TransitionCases {
    let place: Workplace

    func run() async throws {
        for drivers in [1, 4] {
            let rate = try await place.withServer { server in try await measure(server, drivers: drivers) }
            let name = "transitions, \(drivers) driver\(drivers == 1 ? "" : "s"), batches of \(Self.runsPerBatch * 3)"
            Row(name: name, value: rate, unit: "/s", bar: .atLeast(20_000)).write()
        }
    }

    private static let runsPerBatch = 500

    /// Transitions a second: creations are not counted, nor is the time in which the batches are made.
    private func measure(_ server: ServerProgram, drivers: Int) async throws -> Double {
        let batches = 240 / drivers
        let prepared = try (0..<drivers).map { _ in try Self.prepare(batches: batches) }
        for (record, _) in prepared {
            let answer = try await server.call("POST", "/pipeline-runs", record)
            guard answer.status == 201 else { throw BenchmarkError(answer.text) }
        }
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (record, bodies) in prepared {
                group.addTask {
                    for body in bodies {
                        let path = "/api/v1/pipeline-runs/\(record.id)/changes"
                        let headers = ["Content-Type": "application/json"]
                        let answer = try await server.send("POST", path, headers: headers, body: body)
                        guard answer.status == 200 else { throw BenchmarkError(answer.text) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return Double(drivers * batches * Self.runsPerBatch * 3) / seconds
    }

    /// Runs with an input and an output each, which are created, scheduled, started and ended.
    private static func prepare(batches: Int) throws -> (record: PipelineRunRecord, bodies: [Data]) {
        var pipeline = RecordedPipeline(Samples.pipelineRun(), root: Samples.function("pipeline"))
        pipeline.start(0)
        var bodies: [Data] = []
        for number in 0..<batches {
            for _ in 0..<runsPerBatch {
                let run = pipeline.add(Samples.function(), below: 0)
                let input = RunInput(name: "config", artifact: Samples.artifact(#"{"rate":0.1,"seed":\#(run)}"#))
                pipeline.succeed(run, inputs: [input], output: Samples.artifact(#"{"loss":0.25,"run":\#(run)}"#))
            }
            let batch = ChangeBatch(number: Int64(number), changes: pipeline.takeChanges())
            bodies.append(try APICoding.encoder.encode(batch))
        }
        return (pipeline.record, bodies)
    }
}
