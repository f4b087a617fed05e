import Foundation
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

/// Kills the built server while drivers send to it.
@Suite("A server that is killed", .serialized, .timeLimit(.minutes(10)))
struct CrashTests {
    @Test("with kill -9 under load loses nothing that it acknowledged, and doubles nothing", arguments: UInt64(1)...5)
    func loseNothing(seed: UInt64) async throws {
        try await withTemporaryFolder { home in
            var generator = SeededGenerator(seed: seed)
            var drivers = (0..<4).map { CrashDriver(seed: seed, number: $0) }
            for round in 1...4 {
                let pause = Int.random(in: 20...800, using: &generator)
                let comment: Comment = "seed \(seed), round \(round), killed after \(pause) ms"
                drivers = try await Self.round(drivers, home: home, pause: pause, comment)
                try await Self.checkDatabase(home, comment)
            }
            let final = drivers
            #expect(final.allSatisfy { $0.acknowledged > 0 }, "seed \(seed)")
            try await ServerProgram.run(home: home) { server in
                _ = try await Self.resume(final, on: server, "seed \(seed), at the end")
                server.end(with: SIGTERM)
                try await server.waitUntilGone()
            }
            try await Self.checkDatabase(home, "seed \(seed), at the end")
        }
    }

    /// Goes on with all drivers, and kills the server after a while.
    private static func round(
        _ drivers: [CrashDriver],
        home: String,
        pause: Int,
        _ comment: Comment
    ) async throws -> [CrashDriver] {
        try await ServerProgram.run(home: home) { server in
            let drivers = try await resume(drivers, on: server, comment)
            return try await withThrowingTaskGroup(of: (Int, CrashDriver).self) { group in
                for (number, driver) in drivers.enumerated() {
                    group.addTask {
                        var driver = driver
                        try await driver.work(on: server)
                        return (number, driver)
                    }
                }
                try await Task.sleep(for: .milliseconds(pause))
                server.end(with: SIGKILL)
                var after = drivers
                for try await (number, driver) in group { after[number] = driver }
                return after
            }
        }
    }

    /// Holds what the server has against what each driver was told, and then to all that the driver has sent.
    private static func resume(
        _ drivers: [CrashDriver],
        on server: ServerProgram,
        _ comment: Comment
    ) async throws -> [CrashDriver] {
        var drivers = drivers
        for index in drivers.indices {
            let acknowledged = drivers[index].acknowledged
            let isPending = drivers[index].pending != nil
            let recorded = try await drivers[index].resume(on: server)
            #expect((acknowledged...acknowledged + (isPending ? 1 : 0)).contains(recorded), comment)
            guard drivers[index].acknowledged > 0 else { continue }
            try await check(drivers[index], on: server, comment)
        }
        return drivers
    }

    private static func check(_ driver: CrashDriver, on server: ServerProgram, _ comment: Comment) async throws {
        let id = driver.pipeline.record.id
        var states: [RunState] = []
        while true {
            let page = try await server.read(
                Page<RunRecord>.self,
                "/pipeline-runs/\(id)/runs?from=\(states.count)&limit=500"
            )
            #expect(page.items.map(\.index) == page.items.indices.map { RunIndex(states.count + $0) }, comment)
            states += page.items.map(\.state)
            guard page.next != nil, !page.items.isEmpty else { break }
        }
        #expect(states == driver.pipeline.states, comment)
        let lines = try await server.read(LogPage.self, "/runs/\(id).0/logs?limit=1")
        #expect(lines.total == Int(driver.pipeline.logged[0] ?? 0), comment)
        let points = try await server.read([MetricPoint].self, "/runs/\(id).0/metrics")
        #expect(points.map(\.step) == (0..<driver.acknowledged).map { $0 }, comment)
        for digest in driver.blobs.suffix(20) {
            let blob = try await server.send("GET", "/api/v1/blobs/\(digest)")
            #expect(Digest(hashing: Array(blob.body)) == digest, comment)
        }
    }

    /// Looks at the database with a program that is not ours.
    private static func checkDatabase(_ home: String, _ comment: Comment) async throws {
        let statements = "PRAGMA integrity_check; PRAGMA foreign_key_check;"
        let outcome = try await runProgram(["sqlite3", home + "/metadata.sqlite", statements])
        #expect(outcome.output == "ok\n", "\(comment): \(outcome.errors)")
    }
}
