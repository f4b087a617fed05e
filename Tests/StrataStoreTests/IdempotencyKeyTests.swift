import GRDB
import StrataEngine
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataStore

@Suite("Keys of what was appended")
struct IdempotencyKeyTests {
    @Test("are forgotten after a week, and only then")
    func expiry() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteMetadataStore(path: folder + "/metadata.sqlite")
            let record = Samples.pipelineRun()
            _ = try await store.register(record)
            func append(_ key: String, day: Int64) async throws -> Bool {
                let time = Samples.time(day * 24 * 3600 * 1_000_000)
                return try await store.write {
                    try RemotePipelineRun.append([], to: record.id, key: key, at: time, in: $0)
                }
            }
            #expect(try await append("a", day: 0))
            #expect(try await append("b", day: 5))
            #expect(try await !append("a", day: 7))
            #expect(try await append("c", day: 8))
            let keys = try await store.read { try String.fetchAll($0, sql: "SELECT key FROM idempotency_keys") }
            #expect(keys.sorted() == ["b", "c"])
            #expect(try await append("a", day: 8))
        }
    }
}
