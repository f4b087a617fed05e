import Foundation
import GRDB
import Strata
import StrataEngine
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@Suite("A program that is killed", .timeLimit(.minutes(10)))
struct CrashTests {
    /// What the program said is durable.
    private struct Acknowledged {
        var created: Set<PipelineRunID> = []
        var ended: Set<PipelineRunID> = []
        var states: [RunID: RunState] = [:]
        var outputs: [RunID: Digest] = [:]

        mutating func take(_ lines: [String]) {
            for line in lines {
                let words = line.split(separator: " ")
                if words[0] == "created", let id = PipelineRunID(words[1]) { created.insert(id) }
                if words[0] == "run", let id = PipelineRunID(words[1]) { ended.insert(id) }
                if words[0] == "state", let id = RunID(words[1]) {
                    states[id] = RunState(rawValue: String(words[2]))
                    if words.count > 3 { outputs[id] = Digest(words[3]) }
                }
            }
        }
    }

    @Test("with kill -9 loses nothing that it acknowledged, and the store works on", arguments: UInt64(1)...10)
    func loseNothing(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        try await withTemporaryFolder { home in
            var acknowledged = Acknowledged()
            for round in 1...5 {
                let lines = Int.random(in: 1...700, using: &generator)
                let outcome = try await FixtureProcess.run(["record", home], in: home, killAfter: lines)
                #expect(outcome.exitCode == 137, "seed \(seed), round \(round)")
                acknowledged.take(outcome.lines)
                try await Self.check(acknowledged, home: home, "seed \(seed), round \(round), killed after \(lines)")
            }
            let result = try await LocalRunner(home: home).result(of: Steps.number(3, fails: false))
            #expect(result.output == 3)
            #expect(try await RunHistory(home: home, result.id).runs[0]?.state == .succeeded)
        }
    }

    private static func check(_ acknowledged: Acknowledged, home: String, _ comment: Comment) async throws {
        let strata = StrataHome(path: home)
        let queue = try DatabaseQueue(path: strata.metadataPath)
        let verdict = try await queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
        #expect(verdict == "ok", comment)
        let broken = try queue.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check") }
        #expect(broken.isEmpty, comment)
        try queue.close()
        let metadata = try strata.openMetadata()
        let blobs = try strata.openBlobs()
        for id in acknowledged.created { #expect(try await metadata.pipelineRun(id) != nil, comment) }
        for id in acknowledged.ended { #expect(try await metadata.pipelineRun(id)?.state == .succeeded, comment) }
        for (id, state) in acknowledged.states {
            let run = try #require(try await metadata.run(id), comment)
            // What became durable after the last line that was read is there as well.
            let isReached = run.state == state || state.canBecome(run.state) || !state.isTerminal
            #expect(isReached, comment)
            guard let output = run.output else { continue }
            if let digest = acknowledged.outputs[id] { #expect(output.reference.digest == digest, comment) }
            let bytes = if let inline = output.inline { inline } else { try await blobs.get(output.reference.digest) }
            #expect(Digest(hashing: bytes) == output.reference.digest, comment)
            for blob in output.blobs { #expect(Digest(hashing: try await blobs.get(blob)) == blob, comment) }
        }
    }

    @Test("or not: equal sets and dictionaries have equal digests in every process")
    func equalDigests() async throws {
        var digests: [[Digest?]] = []
        for _ in 0..<3 {
            try await withTemporaryFolder { home in
                let outcome = try await FixtureProcess.run(["unordered", home], in: home)
                #expect(outcome.exitCode == 0)
                let metadata = try StrataHome(path: home).openMetadata()
                let id = try #require(try await metadata.pipelineRuns(PipelineRunFilter()).first?.id)
                let history = try await RunHistory(home: home, id)
                digests.append(history.runs.values.sorted { $0.index < $1.index }.map(\.output?.reference.digest))
            }
        }
        #expect(digests[0].compactMap(\.self).count == 3)
        #expect(Set(digests).count == 1)
    }

    @Test("or not: a large file passes in flat memory")
    func largeFile() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/large"
            // Sparse, so that it takes no space here; the store holds its zeros.
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            let handle = try FileHandle(forWritingTo: URL(filePath: path))
            try handle.truncate(atOffset: 256 << 20)
            try handle.close()
            let outcome = try await FixtureProcess.run(["file", folder + "/home", path], in: folder)
            let growth = outcome.lines.last?.split(separator: " ").last.flatMap { Int($0) }
            #expect(try #require(growth) < 64 << 20)
        }
    }
}
