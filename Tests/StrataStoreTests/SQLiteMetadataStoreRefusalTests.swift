import Foundation
import GRDB
import StrataEngine
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@Suite("A metadata store that cannot be opened or written says why")
struct SQLiteMetadataStoreRefusalTests {
    @Test(
        "A file that a newer version wrote",
        arguments: [
            "PRAGMA user_version = 999", "INSERT INTO grdb_migrations VALUES ('999 things to come')",
        ]
    )
    func newerVersion(sql: String) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/metadata.sqlite"
            try SQLiteMetadataStore(path: path).close()
            let database = try DatabaseQueue(path: path)
            try await database.write { try $0.execute(sql: sql) }
            try database.close()
            await expectStoreError(.newerVersion, containing: path, "Update Strata") {
                _ = try SQLiteMetadataStore(path: path)
            }
        }
    }

    @Test(
        "A file that is no database, and stays as it was",
        arguments: [
            "hello", String(repeating: "hello ", count: 5000),
        ]
    )
    func noDatabase(content: String) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/metadata.sqlite"
            try Data(content.utf8).write(to: URL(filePath: path))
            await expectStoreError(.corrupt, containing: path) { _ = try SQLiteMetadataStore(path: path) }
            #expect(try Data(contentsOf: URL(filePath: path)) == Data(content.utf8))
        }
    }

    @Test("Another program's database, which stays as it was")
    func foreignDatabase() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/metadata.sqlite"
            let database = try DatabaseQueue(path: path)
            try await database.write { try $0.execute(sql: "CREATE TABLE theirs (a)") }
            try database.close()
            let before = try Data(contentsOf: URL(filePath: path))
            await expectStoreError(.corrupt, containing: path, "not one of Strata's") {
                _ = try SQLiteMetadataStore(path: path)
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    @Test("A database with a damaged page")
    func damagedPage() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/metadata.sqlite"
            let record = Samples.pipelineRun()
            let store = try SQLiteMetadataStore(path: path)
            try await store.create(record)
            try store.close()
            let file = try #require(FileHandle(forUpdatingAtPath: path))
            let size = try file.seekToEnd()
            for page in stride(from: UInt64(4096), to: size, by: 4096) {
                try file.seek(toOffset: page)
                try file.write(contentsOf: Data(repeating: 0xAB, count: 4096))
            }
            try file.close()
            await expectStoreError(.corrupt, containing: path) {
                _ = try await SQLiteMetadataStore(path: path).pipelineRun(record.id)
            }
        }
    }

    @Test("A path below a file")
    func belowFile() async throws {
        try await withTemporaryFolder { folder in
            try Data().write(to: URL(filePath: folder + "/file"))
            await expectStoreError(.inputOutput, containing: folder + "/file", "not a folder") {
                _ = try SQLiteMetadataStore(path: folder + "/file/home/metadata.sqlite")
            }
        }
    }

    @Test("A folder in the place of the file")
    func folderAtPath() async throws {
        try await withTemporaryFolder { folder in
            await expectStoreError(.inputOutput, containing: folder) { _ = try SQLiteMetadataStore(path: folder) }
        }
    }

    @Test("A folder where nothing can be created")
    func kernelFolder() async throws {
        await expectStoreError(.readOnly, containing: "/proc/strata", "STRATA_HOME") {
            _ = try SQLiteMetadataStore(path: "/proc/strata/metadata.sqlite")
        }
    }

    @Test(
        "A read-only file system, new or with a store",
        arguments: [
            false, true,
        ]
    )
    func readOnlyVolume(existing: Bool) async throws {
        try await TemporaryVolume.with(size: "4m") { volume in
            let path = volume.path + "/metadata.sqlite"
            if existing { try SQLiteMetadataStore(path: path).close() }
            try volume.makeReadOnly()
            await expectStoreError(.readOnly, containing: path, "STRATA_HOME") {
                _ = try SQLiteMetadataStore(path: path)
            }
        }
    }

    @Test("A disk that fills up loses nothing that was recorded")
    func fullVolume() async throws {
        try await TemporaryVolume.with(size: "2m") { volume in
            let path = volume.path + "/metadata.sqlite"
            let store = try SQLiteMetadataStore(path: path)
            let record = Samples.pipelineRun()
            try await store.create(record)
            try await store.commit([.function(0, Samples.function())], to: record.id)
            var recorded: RunIndex = 0
            await expectStoreError(.full, containing: path) {
                for index in 0..<RunIndex(2000) {
                    var run = Samples.run(index, state: .succeeded)
                    run.output = Samples.artifact(String(repeating: "x", count: 8000) + "\(index)")
                    try await store.commit([.created(run)], to: record.id)
                    recorded = index + 1
                }
            }
            #expect(recorded > 10)
            let runs = try await store.runs(of: record.id, in: 0..<RunIndex.max)
            #expect(runs.count == Int(recorded))
        }
    }

    @Test("A disk with no space at all")
    func fullFromTheStart() async throws {
        try await TemporaryVolume.with(size: "64k") { volume in
            await expectStoreError(.full, containing: volume.path) {
                _ = try SQLiteMetadataStore(path: volume.path + "/metadata.sqlite")
            }
        }
    }
}
