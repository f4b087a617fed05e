import GRDB
import StrataAPI
import StrataEngine
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@Suite("What a server keeps in SQLite")
struct SQLiteServerStoreTests {
    @Test("keeps the contract", arguments: ServerStoreContract.cases)
    func contract(_ contractCase: ContractCase<any ServerStore>) async throws {
        try await withStore { store, _ in try await contractCase.check(store) }
    }

    @Test("is not led astray by what no driver sends", arguments: ServerStoreContract.implausibleChanges)
    func implausible(_ change: ServerStoreContract.ImplausibleChange) async throws {
        try await withStore { store, _ in try await ServerStoreContract.checkRefusal(change, by: store) }
    }

    @Test("agrees with a plain model under random schedules", arguments: [1, 2, 3, UInt64.random(in: 4 ... .max)])
    func schedules(seed: UInt64) async throws {
        var schedule = ServerSchedule(seed: seed)
        try await withStore { store, _ in try await schedule.run(groups: 150, on: store) }
    }

    @Test("answers any question about logs as a plain filter does", arguments: [1, 2, UInt64.random(in: 3 ... .max)])
    func logs(seed: UInt64) async throws {
        try await withStore { store, _ in try await ServerStoreContract.checkRandomLogs(seed: seed, on: store) }
    }

    @Test("tells writes of other processes from its own")
    func foreignWrites() async throws {
        try await withStore { store, path in
            let other = try SQLiteMetadataStore(path: path)
            let first = try await store.foreignVersion()
            try await store.create(Samples.pipelineRun())
            #expect(try await store.foreignVersion() == first)
            try await other.create(Samples.pipelineRun())
            let second = try await store.foreignVersion()
            #expect(second != first)
            #expect(try await store.foreignVersion() == second)
        }
    }

    @Test("reads while another process holds the lock for writing")
    func readingWhileWriting() async throws {
        try await withStore { store, path in
            let record = Samples.pipelineRun()
            _ = try await store.register(record)
            var configuration = Configuration()
            configuration.allowsUnsafeTransactions = true
            let other = try DatabaseQueue(path: path, configuration: configuration)
            try await other.writeWithoutTransaction { database in
                try database.execute(sql: "BEGIN IMMEDIATE; UPDATE pipeline_runs SET name = 'another'")
            }
            #expect(try await store.page(PipelineRunQuery()).items.map(\.pipelineRun) == [record])
            #expect(try await store.outline(of: record.id, from: 0).runs.isEmpty)
            #expect(try await store.functionSummaries(latest: 1, limit: 1, cursor: nil).items.count == 1)
            try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
            #expect(try await store.summary(of: record.id)?.pipelineRun.name == "another")
            try other.close()
        }
    }

    @Test("breaks off a long look when nobody waits for it any more")
    func cancelledLook() async throws {
        try await withStore { store, _ in
            let record = Samples.pipelineRun()
            _ = try await store.register(record)
            var changes: [RecordChange] = [.function(0, Samples.function()), .created(Samples.run(0))]
            for number in 0..<Int64(20_000) {
                let text = String(repeating: "a", count: 200)
                changes.append(
                    .log(LogLine(run: 0, attempt: 1, number: number, time: .now, level: "info", message: text))
                )
            }
            _ = try await store.commit([(record.id, ChangeBatch(number: 0, changes: changes))])[0].get()
            let query = LogQuery(run: RunID(pipelineRun: record.id, index: 0), text: "aaaab")
            for delay in [0, 1, 3] {
                let task = Task { try await store.logs(query) }
                try await Task.sleep(for: .milliseconds(delay))
                task.cancel()
                // It may have been done already; if not, it was canceled, and did not fail.
                if case .failure(let error) = await task.result { #expect(error is CancellationError, "\(error)") }
            }
            #expect(try await store.logs(query).total == 0)
        }
    }

    private func withStore(_ body: (SQLiteMetadataStore, String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/metadata.sqlite"
            try await body(SQLiteMetadataStore(path: path), path)
        }
    }
}
