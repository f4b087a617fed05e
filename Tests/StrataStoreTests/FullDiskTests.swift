import Foundation
import StrataAPI
import StrataEngine
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@Suite("A server whose disk is full")
struct FullDiskTests {
    @Test("refuses with words, keeps whole what it has, and goes on when there is space again")
    func recovery() async throws {
        try await TemporaryVolume.with(size: "3m") { volume in
            let path = volume.path + "/metadata.sqlite"
            let store = try SQLiteMetadataStore(path: path)
            let ids = [try await Self.begin(store), try await Self.begin(store)]
            var number: Int64 = 1
            await expectStoreError(.full, containing: path) {
                while number < 2000 {
                    for result in try await store.commit(ids.map { ($0, Self.batch(number)) }) { _ = try result.get() }
                    number += 1
                }
            }
            #expect(number > 5)
            for id in ids { try await Self.check(store, id, batches: number) }
            await expectStoreError(.full, containing: path) {
                _ = try await store.commit([(ids[0], Self.batch(number, size: 64))])
            }
            try volume.resize(to: "12m")
            try await store.check()
            for result in try await store.commit(ids.map { ($0, Self.batch(number)) }) {
                #expect(try result.get() == ChangeBatch.Receipt(nextBatch: number + 1))
            }
            for id in ids { try await Self.check(store, id, batches: number + 1) }
        }
    }

    private static func begin(_ store: SQLiteMetadataStore) async throws -> PipelineRunID {
        let record = Samples.pipelineRun()
        _ = try await store.register(record)
        let batch = ChangeBatch(number: 0, changes: [.function(0, Samples.function())])
        _ = try await store.commit([(record.id, batch)])[0].get()
        return record.id
    }

    /// Four runs with outputs that are written into the store.
    private static func batch(_ number: Int64, size: Int = 4) -> ChangeBatch {
        let first = RunIndex(number - 1) * 4
        let runs = (first..<first + RunIndex(size)).map { index in
            var run = Samples.run(index, state: .succeeded)
            run.output = Samples.artifact(String(repeating: "x", count: 10_000) + "\(index)")
            return RecordChange.created(run)
        }
        return ChangeBatch(number: number, changes: runs)
    }

    private static func check(_ store: SQLiteMetadataStore, _ id: PipelineRunID, batches: Int64) async throws {
        let outline = try await store.outline(of: id, from: 0)
        #expect(outline.runs.map(\.index) == Array(0..<RunIndex(batches - 1) * 4))
        #expect(try await store.summary(of: id)?.counts == [.succeeded: outline.runs.count])
        let record = try #require(try await store.pipelineRun(id))
        #expect(try await store.register(record).nextBatch == batches)
    }
}
