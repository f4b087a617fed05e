import Foundation
import GRDB
import StrataAPI
import StrataEngine
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataStore

@Suite("A store of an earlier version")
struct MigrationTests {
    private static let first = "1 pipeline runs, runs, logs, metrics"

    @Test("is brought up to date with all that is in it, and a copy of it stays")
    func upgrade() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/metadata.sqlite"
            let records = try await Self.fill(path)
            let store = try SQLiteMetadataStore(path: path)
            try await Self.compare(store, records)
            let id = records[0].id
            #expect(try await store.summary(of: id)?.label == "train")
            #expect(try await store.summary(of: id)?.counts == [.succeeded: 1, .failed: 1, .created: 1])
            #expect(try await store.summary(of: records[1].id)?.label == records[1].name)
            #expect(try await store.summary(of: id)?.isRemote == false)
            #expect(try await store.page(PipelineRunQuery(tags: ["nightly"])).items.map(\.pipelineRun) == [records[0]])
            #expect(try await store.facets().functions == [records[0].function: records[1].function])
            #expect(try await store.detail(of: RunID(pipelineRun: id, index: 0))?.childCount == 2)
            try await store.check()

            let copy = try DatabaseQueue(path: path + ".before-2")
            let version = try await copy.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            #expect(version == 1)
            let count = try await copy.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM runs") }
            #expect(count == 4)
            try copy.close()
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(!names.contains { $0.contains("unfinished") })
        }
    }

    @Test("can be taken up again from its copy")
    func restoring() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/metadata.sqlite"
            let records = try await Self.fill(path)
            try SQLiteMetadataStore(path: path).close()
            let other = folder + "/other.sqlite"
            try FileManager.default.copyItem(atPath: path + ".before-2", toPath: other)
            try await Self.compare(SQLiteMetadataStore(path: other), records)
        }
    }

    @Test("that a driver of that version goes on writing to is counted right")
    func olderDriver() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/metadata.sqlite"
            let records = try await Self.fill(path)
            let older = try DatabaseQueue(path: path)
            let store = try SQLiteMetadataStore(path: path)
            let started = Samples.pipelineRun()
            try await older.write { database in
                try PipelineRunRow.insert(started, in: database)
                try Self.commit(
                    [.function(0, Samples.function()), .created(Samples.run(0))] + [
                        Samples.step(0, .created, .scheduled)
                    ],
                    to: started.id,
                    database
                )
                try Self.commit([Samples.step(1, .created, .canceled)], to: records[1].id, database)
            }
            #expect(try await store.summary(of: started.id)?.counts == [.scheduled: 1])
            #expect(try await store.summary(of: started.id)?.label == "train")
            #expect(try await store.summary(of: records[1].id)?.counts == [.canceled: 1])
            try older.close()
        }
    }

    @Test("stays as it was where it cannot be brought up to date")
    func failure() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/metadata.sqlite"
            let records = try await Self.fill(path)
            let queue = try DatabaseQueue(path: path)
            try await queue.write { try $0.execute(sql: "CREATE TABLE notes (a)") }
            await expectStoreError(.inputOutput, containing: path) { _ = try SQLiteMetadataStore(path: path) }
            let version = try await queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            #expect(version == 1)
            let columns = try await queue.read { try $0.columns(in: "pipeline_runs").count }
            #expect(columns == 15)
            try await queue.write { try $0.execute(sql: "DROP TABLE notes") }
            try queue.close()
            try await Self.compare(SQLiteMetadataStore(path: path), records)
        }
    }

    @Test("is left alone where its copy finds no room")
    func noRoom() async throws {
        try await TemporaryVolume.with(size: "1m") { volume in
            let path = volume.path + "/metadata.sqlite"
            let records = try await Self.fill(path)
            let ballast = volume.path + "/ballast"
            let size = try #require(FileSystem.freeSpace(volume.path)) - 60 * 1024
            try Data(count: Int(size)).write(to: URL(filePath: ballast))
            await expectStoreError(.full) { _ = try SQLiteMetadataStore(path: path) }
            try FileManager.default.removeItem(atPath: ballast)
            try await Self.compare(SQLiteMetadataStore(path: path), records)
            let names = try FileManager.default.contentsOfDirectory(atPath: volume.path)
            #expect(!names.contains { $0.contains("unfinished") })
        }
    }

    @Test("is one that the migration before still makes: what has been released is never edited")
    func released() async throws {
        let queue = try DatabaseQueue()
        try Schema.migrator.migrate(queue, upTo: Self.first)
        let text = try await queue.read { database in
            try String.fetchAll(database, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        }
        #expect(
            Digest(hashing: Array(text.joined(separator: "\n").utf8)).hexadecimal
                == "838f0e7fa99f79c56d2648bf566dc6f82a4134a72622833a3c9c0585555ece34"
        )
    }

    /// A store of version 1 with a pipeline run that has all there is, and one that has little.
    private static func fill(_ path: String) async throws -> [PipelineRunRecord] {
        let queue = try DatabaseQueue(path: path)
        try await queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        try Schema.migrator.migrate(queue, upTo: first)
        let records = [Samples.pipelineRun(tags: ["nightly", "a"]), Samples.pipelineRun(name: "second")]
        try await queue.write { database in
            for record in records { try PipelineRunRow.insert(record, in: database) }
            let failure = RunFailure(cause: .user, message: "it broke")
            try commit(
                [
                    .function(3, Samples.function()), .created(run(0)), .created(run(1, parent: 0)),
                    Samples.step(1, .created, .failed, failure: failure), .created(run(2, parent: 0)),
                    Samples.step(0, .created, .scheduled), Samples.step(0, .scheduled, .running),
                    Samples.step(0, .running, .succeeded, output: Samples.artifact("1")),
                ],
                to: records[0].id,
                database
            )
            try commit(
                [.function(3, Samples.function("later")), .created(run(1))],
                to: records[1].id,
                database
            )
        }
        try queue.close()
        return records
    }

    private static func run(_ index: RunIndex, parent: RunIndex? = nil) -> RunRecord {
        var run = Samples.run(index, parent: parent)
        run.function = 3
        return run
    }

    private static func commit(_ changes: [RecordChange], to id: PipelineRunID, _ database: Database) throws {
        var writer = try CommitWriter(database, id)
        for change in changes { try writer.apply(change) }
        try writer.finish()
    }

    private static func compare(_ store: SQLiteMetadataStore, _ records: [PipelineRunRecord]) async throws {
        for record in records { #expect(try await store.pipelineRun(record.id) == record) }
        let runs = try await store.runs(of: records[0].id, in: 0..<9)
        #expect(runs.map(\.state) == [.succeeded, .failed, .created])
        #expect(runs[1].failure?.message == "it broke")
    }
}
