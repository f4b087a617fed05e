import GRDB
import StrataAPI
import StrataEngine
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@Suite("A server that is killed")
struct SQLiteServerStoreCrashTests {
    @Test("has every batch that it acknowledged, whole, and takes the next ones", arguments: UInt64(1)...6)
    func loseNothing(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        try await withTemporaryFolder { home in
            for round in 1...3 {
                let lines = Int.random(in: 1...400, using: &generator)
                let outcome = try await FixtureProcess.run([home], of: "StoreCrashFixture", in: home, killAfter: lines)
                #expect(outcome.exitCode == 137, "seed \(seed), round \(round)")
                try await Self.check(
                    outcome.lines,
                    StrataHome(path: home),
                    "seed \(seed), round \(round), \(lines) lines"
                )
            }
        }
    }

    private static func check(_ lines: [String], _ home: StrataHome, _ comment: Comment) async throws {
        let queue = try DatabaseQueue(path: home.metadataPath)
        let verdict = try await queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
        #expect(verdict == "ok", comment)
        let miscounted = try await queue.read { database in
            try Int.fetchOne(
                database,
                sql: """
                    SELECT count(*) FROM (
                        SELECT id >> 32, state, count(*) FROM runs GROUP BY 1, 2
                        EXCEPT SELECT pipeline_run, state, runs FROM run_counts)
                    """
            )
        }
        #expect(miscounted == 0, comment)
        try queue.close()
        let store = try home.openMetadata()
        for (id, acknowledged) in acknowledged(lines) {
            let record = try #require(try await store.pipelineRun(id), comment)
            let next = try await store.register(record).nextBatch
            #expect(next >= acknowledged, comment)
            let counts = try await store.stateCounts(of: id)
            // Each batch makes five runs and ends those of the batch before.
            #expect(counts.values.reduce(0, +) == Int(next) * 5, comment)
            #expect(counts[.scheduled] ?? 0 == min(Int(next), 1) * 5, comment)
            let results = try await store.commit([(id, .init(number: next, changes: []))])
            #expect(try results.first?.get().nextBatch == next + 1, comment)
        }
    }

    /// The number that the next batch of each pipeline run has at least.
    private static func acknowledged(_ lines: [String]) -> [PipelineRunID: Int64] {
        var numbers: [PipelineRunID: Int64] = [:]
        for line in lines {
            let words = line.split(separator: " ")
            guard words.count > 1, let id = PipelineRunID(words[1]) else { continue }
            if words[0] == "registered" { numbers[id] = 0 }
            if words[0] == "recorded", words.count == 3 { numbers[id] = Int64(words[2]) }
        }
        return numbers
    }
}
