import Foundation
import GRDB
import Strata
import StrataEngine
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@testable import Strata

@Suite("A store that cannot be written", .timeLimit(.minutes(10)))
struct RecordingFailureTests {
    @Test("stops the pipeline run, and what was recorded before is there", arguments: [0, 1, 2, 5, 20])
    func failsMeanwhile(commits: Int) async throws {
        try await withTemporaryFolder { home in
            let runner = LocalRunner(home: home, maxParallelism: 2)
                .recording { FailingStore($0, failingAfter: commits) }
            let error = await #expect(throws: RecordingError.self) {
                // Ends only because it is stopped.
                try await runner.run(RecordedSteps.endless())
            }
            let failed = try #require(error)
            #expect(failed.description.contains(failed.pipelineRun.short))
            #expect(failed.description.contains("no space is left in the store"))
            #expect(failed.state == .canceled)
            #expect((failed.cause as? StoreError)?.code == .full)
            let metadata = try StrataHome(path: home).openMetadata()
            #expect(try await metadata.pipelineRun(failed.pipelineRun)?.state == .running)
            let count = try await metadata.stateCounts(of: failed.pipelineRun).values.reduce(0, +)
            // The first batch may hold no more than the function, which is recorded before the run.
            #expect(commits == 0 ? count == 0 : commits == 1 ? count <= 1 : count == 1)
            #expect(try await LocalRunner(home: home).run(RecordedSteps.one(3)) == 3)
        }
    }

    @Test("at the very end is an error all the same")
    func failsAtTheEnd() async throws {
        try await withTemporaryFolder { home in
            for commits in 0..<2 {
                let runner = LocalRunner(home: home).recording { FailingStore($0, failingAfter: commits) }
                let error = await #expect(throws: RecordingError.self) {
                    try await runner.run(RecordedSteps.many(20_000))
                }
                #expect(error?.cause is StoreError)
            }
        }
    }

    @Test("from the start is an error before anything runs")
    func failsBefore() async throws {
        try await withTemporaryFolder { home in
            let runner = LocalRunner(home: home).recording { FailingStore($0, failingAfter: -1) }
            let error = await #expect(throws: StoreError.self) { try await runner.run(TypeSteps.mustNotRun()) }
            #expect(error?.code == .full)
        }
    }

    @Test("because its folder cannot be is an error that names it", arguments: ["file", "/proc/strata", "/dev/null"])
    func noFolder(place: String) async throws {
        try await withTemporaryFolder { folder in
            let home = place.hasPrefix("/") ? place : folder + "/" + place
            if !place.hasPrefix("/") { try Data().write(to: URL(filePath: home)) }
            let error = await #expect(throws: StoreError.self) {
                try await LocalRunner(home: home).run(TypeSteps.mustNotRun())
            }
            #expect(error?.message.contains(home) == true)
        }
    }

    @Test("because a newer version wrote it is an error that says so, and leaves it alone")
    func newerVersion() async throws {
        try await withTemporaryFolder { home in
            _ = try await LocalRunner(home: home).run(RecordedSteps.one(1))
            let queue = try DatabaseQueue(path: StrataHome(path: home).metadataPath)
            try await queue.write { try $0.execute(sql: "PRAGMA user_version = 99") }
            try queue.close()
            let error = await #expect(throws: StoreError.self) {
                try await LocalRunner(home: home).run(TypeSteps.mustNotRun())
            }
            #expect(error?.code == .newerVersion)
            #expect(error?.remedy != nil)
        }
    }
}
