import Foundation
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

/// What the folder that a server keeps its store in can do to it.
@Suite("A server's folder", .serialized, .timeLimit(.minutes(5)))
struct StoreFolderTests {
    @Test("is one server's: the second says who has it")
    func second() async throws {
        try await withServer { server in
            let program = try #require(builtProgram("strata"))
            let outcome = try await runProgram(
                [program, "server", "--port", "0"],
                environment: ["STRATA_HOME": server.home]
            )
            #expect(outcome.exitCode != 0)
            #expect(
                outcome.errors.contains("\(server.process)") || outcome.errors.contains("\(server.port)"),
                "\(outcome.errors)"
            )
            #expect(outcome.errors.contains(server.home), "\(outcome.errors)")
        }
    }

    @Test("that is full is answered with 503 in words, reading goes on, and so does writing once there is room")
    func full() async throws {
        try await TemporaryVolume.with(size: "32m") { volume in
            try await ServerProgram.run(home: volume.path) { server in
                var pipeline = RecordedPipeline(Samples.pipelineRun(), root: Samples.function())
                pipeline.start(0)
                try await server.record(pipeline.record, [pipeline.takeChanges()])
                let address = "/pipeline-runs/\(pipeline.record.id)"
                let fill = "cat /dev/zero >filler 2>/dev/null; sync"
                _ = try await runProgram(["sh", "-c", fill], in: volume.path)

                var number: Int64 = 1
                var refusal: HTTPAnswer?
                while refusal == nil, number < 2000 {
                    for _ in 0..<100 { pipeline.log(0, String(repeating: "x", count: 500)) }
                    let batch = ChangeBatch(number: number, changes: pipeline.takeChanges())
                    let answer = try await server.call("POST", address + "/changes", batch)
                    guard answer.status == 200 else {
                        refusal = answer
                        break
                    }
                    number += 1
                }
                let refused = try #require(refusal)
                #expect(refused.status == 503, "\(refused.text)")
                #expect(refused.problem?.code == "full", "\(refused.text)")
                #expect(
                    refused.problem?.detail.contains("full") == true
                        || refused.problem?.detail.contains("space") == true
                )
                #expect(refused.problem?.remedy?.isEmpty == false)
                let bytes = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
                let digest = Digest(hashing: Array(bytes))
                let upload = try await server.send("PUT", "/api/v1/blobs/\(digest)", body: bytes)
                #expect(upload.status == 503, "\(upload.text)")
                #expect(upload.problem?.code == "full", "\(upload.text)")
                let summary = try await server.read(PipelineRunSummary.self, address)
                #expect(summary.pipelineRun.id == pipeline.record.id)
                #expect(try await server.send("GET", "/runs").status == 200)
                #expect(try await server.send("GET", "/readyz").status == 503)
                #expect(try await server.send("GET", "/healthz").status == 200)

                try FileManager.default.removeItem(atPath: volume.path + "/filler")
                #expect(try await server.send("GET", "/readyz").status == 200)
                #expect(try await server.send("PUT", "/api/v1/blobs/\(digest)", body: bytes).status == 201)
                pipeline.move(0, to: .succeeded)
                let batch = ChangeBatch(number: number, changes: pipeline.takeChanges())
                let receipt = try await server.call("POST", address + "/changes", batch).value(ChangeBatch.Receipt.self)
                #expect(receipt.nextBatch == number + 1)
            }
        }
    }
}
