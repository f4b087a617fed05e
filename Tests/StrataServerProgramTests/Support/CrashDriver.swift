import Foundation
import StrataAPI
import StrataModel
import StrataTestSupport

/// A driver that sends batch after batch, and remembers what was acknowledged.
struct CrashDriver: Sendable {
    /// What it has recorded, the batch included that was not acknowledged yet.
    private(set) var pipeline: RecordedPipeline
    /// How many batches were acknowledged.
    private(set) var acknowledged: Int64 = 0
    /// The batch that was sent, or not even that, and not acknowledged.
    private(set) var pending: ChangeBatch?
    /// The blobs that were acknowledged.
    private(set) var blobs: [Digest] = []
    private var generator: SeededGenerator

    init(seed: UInt64, number: Int) {
        generator = SeededGenerator(seed: seed &* 1000 &+ UInt64(number))
        let id = PipelineRunID(using: &generator)
        let record = Samples.pipelineRun(id: id, name: "driver \(number)", createdAt: Int64(number))
        pipeline = RecordedPipeline(record, root: Samples.function("pipeline"))
        pipeline.start(0)
    }

    /// Sends batches until the server no longer answers, or `limit` of them.
    ///
    /// - Throws: ``Refused`` where the server answers that something was wrong.
    mutating func work(on server: ServerProgram, limit: Int = .max) async throws {
        do {
            for _ in 0..<limit {
                if pending == nil { pending = ChangeBatch(number: acknowledged, changes: makeChanges()) }
                try await send(to: server)
                let bytes = (0..<200).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
                let digest = Digest(hashing: bytes)
                let answer = try await server.send("PUT", "/api/v1/blobs/\(digest)", body: Data(bytes))
                guard answer.status == 201 else { throw Refused(text: "\(answer.status) \(answer.text)") }
                blobs.append(digest)
            }
        } catch let error as Refused {
            throw error
        } catch {
            // The connection is gone: the server was killed.
        }
    }

    /// Sends the batch that was not acknowledged.
    private mutating func send(to server: ServerProgram) async throws {
        guard let batch = pending else { return }
        let answer = try await server.call("POST", "/pipeline-runs/\(pipeline.record.id)/changes", batch)
        guard answer.status == 200 else { throw Refused(text: "\(answer.status) \(answer.text)") }
        let receipt = try answer.value(ChangeBatch.Receipt.self)
        guard receipt.nextBatch == batch.number + 1 else { throw Refused(text: "the receipt is \(receipt)") }
        acknowledged += 1
        pending = nil
    }

    /// Registers, which tells how much is recorded, and sends again what was not acknowledged.
    ///
    /// - Returns: How many batches the server has.
    mutating func resume(on server: ServerProgram) async throws -> Int64 {
        let answer = try await server.call("POST", "/pipeline-runs", pipeline.record)
        guard answer.status == 200 || answer.status == 201 else {
            throw Refused(text: "\(answer.status) \(answer.text)")
        }
        let receipt = try answer.value(ChangeBatch.Receipt.self)
        try await send(to: server)
        return receipt.nextBatch
    }

    /// New runs that come and go, or stay for the next batch; a step of each that stayed; lines and values of the root.
    private mutating func makeChanges() -> [RecordChange] {
        for run in 1..<max(1, pipeline.count) where pipeline.states[Int(run)] == .running {
            if Bool.random(using: &generator) { pipeline.move(run, to: .succeeded, output: Samples.artifact("\(run)")) }
        }
        for _ in 0..<Int.random(in: 1...20, using: &generator) {
            let run = pipeline.add(Samples.function(), below: 0)
            pipeline.start(run)
            if Bool.random(using: &generator) {
                pipeline.move(run, to: .failed, failure: RunFailure(cause: .user, message: "unlucky"))
            }
        }
        pipeline.log(0, "batch \(acknowledged)")
        pipeline.report(0, "loss", 0.5, at: acknowledged)
        return pipeline.takeChanges()
    }

    /// The server refused what was right.
    struct Refused: Error {
        var text: String
    }
}
