import GRDB
import StrataEngine
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@Suite("The metadata store in SQLite")
struct SQLiteMetadataStoreTests {
    @Test("keeps the contract", arguments: MetadataStoreContract.cases)
    func contract(_ contractCase: ContractCase<any MetadataStore>) async throws {
        try await withStore { try await contractCase.check($0) }
    }

    @Test("takes exactly the transitions that the state machine allows", arguments: MetadataStoreContract.statePairs)
    func transitions(from: RunState, to: RunState) async throws {
        try await withStore { try await MetadataStoreContract.checkTransition(from, to, on: $0) }
    }

    @Test("agrees with a plain model under random schedules", arguments: [1, 2, 3, UInt64.random(in: 4 ... .max)])
    func schedules(seed: UInt64) async throws {
        var schedule = MetadataSchedule(seed: seed)
        try await withStore { try await schedule.run(batches: 250, on: $0) }
    }

    @Test("keeps moments before and after all that a server takes", arguments: [Int64.min, -1, .max])
    func moments(microseconds: Int64) async throws {
        try await withStore { store in
            let time = Timestamp(microseconds: microseconds)
            var record = Samples.pipelineRun()
            record.endedAt = time
            try await store.create(record)
            var run = Samples.run(0)
            run.times = RunTimes(created: time, scheduled: time)
            try await store.commit([.function(0, Samples.function()), .created(run)], to: record.id)
            #expect(try await store.pipelineRun(record.id) == record)
            #expect(try await store.run(RunID(pipelineRun: record.id, index: 0)) == run)
        }
    }

    @Test("has everything after it was closed and opened again")
    func reopening() async throws {
        try await withTemporaryFolder { folder in
            let record = Samples.pipelineRun()
            let first = try SQLiteMetadataStore(path: folder + "/deep/er/metadata.sqlite")
            try await first.create(record)
            try first.close()
            let second = try SQLiteMetadataStore(path: folder + "/deep/er/metadata.sqlite")
            #expect(try await second.pipelineRun(record.id) == record)
        }
    }

    @Test("is created once when many open it at the same moment")
    func simultaneousCreation() async throws {
        try await withTemporaryFolder { folder in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let store = try SQLiteMetadataStore(path: folder + "/home/metadata.sqlite")
                        try await store.create(Samples.pipelineRun())
                    }
                }
                try await group.waitForAll()
            }
            let store = try SQLiteMetadataStore(path: folder + "/home/metadata.sqlite")
            #expect(try await store.pipelineRuns(PipelineRunFilter()).count == 8)
        }
    }

    @Test("takes different pipeline runs from several writers at once")
    func simultaneousWriting() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/metadata.sqlite"
            let reader = try SQLiteMetadataStore(path: path)
            let ids = try await withThrowingTaskGroup(of: PipelineRunID.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        let store = try SQLiteMetadataStore(path: path)
                        let record = Samples.pipelineRun()
                        try await store.create(record)
                        try await store.commit([.function(0, Samples.function())], to: record.id)
                        for index in 0..<RunIndex(50) {
                            try await store.commit([.created(Samples.run(index))], to: record.id)
                        }
                        return record.id
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for id in ids { #expect(try await reader.stateCounts(of: id) == [.created: 50]) }
        }
    }

    @Test("writes for a cancelled task, too: its end has to be recorded")
    func cancellation() async throws {
        try await withStore { store in
            let record = Samples.pipelineRun()
            try await store.create(record)
            try await Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await store.commit([.ended(.canceled, Samples.time(1), nil)], to: record.id)
            }.value
            #expect(try await store.pipelineRun(record.id)?.state == .canceled)
        }
    }

    @Test("stores the source of a function once for all pipeline runs")
    func sources() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteMetadataStore(path: folder + "/metadata.sqlite")
            for line in 1...3 {
                let record = Samples.pipelineRun()
                var function = Samples.function()
                function.line = line
                try await store.create(record)
                try await store.commit([.function(0, function)], to: record.id)
            }
            try store.close()
            let database = try DatabaseQueue(path: folder + "/metadata.sqlite")
            let count = try await database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM function_versions") }
            #expect(count == 1)
        }
    }

    @Test("keeps a run that has ended from being changed by anyone")
    func terminalRows() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteMetadataStore(path: folder + "/metadata.sqlite")
            let record = Samples.pipelineRun()
            try await store.create(record)
            try await store.commit(
                [.function(0, Samples.function()), .created(Samples.run(0, state: .failed))],
                to: record.id
            )
            let database = try DatabaseQueue(path: folder + "/metadata.sqlite")
            await #expect(throws: DatabaseError.self) {
                try await database.write { try $0.execute(sql: "UPDATE runs SET state = 10") }
            }
        }
    }

    @Test("remembers the attempts that were tried again")
    func attempts() async throws {
        try await withStore { store in
            let record = Samples.pipelineRun()
            let failure = RunFailure(cause: .preempted, message: "the node went away")
            try await store.create(record)
            try await store.commit(
                [
                    .function(0, Samples.function()), .created(Samples.run(0)),
                    Samples.step(0, .created, .scheduled), Samples.step(0, .scheduled, .running, at: 2000),
                    Samples.step(0, .running, .retrying, at: 3000, failure: failure),
                ],
                to: record.id
            )
            let attempts = try await store.failedAttempts(of: RunID(pipelineRun: record.id, index: 0))
            #expect(attempts.map(\.number) == [1])
            #expect(attempts.first?.started == Samples.time(2000))
            #expect(attempts.first?.ended == Samples.time(3000))
            #expect(attempts.first?.failure == failure)
        }
    }

    private func withStore(_ body: (SQLiteMetadataStore) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            try await body(SQLiteMetadataStore(path: folder + "/metadata.sqlite"))
        }
    }
}
