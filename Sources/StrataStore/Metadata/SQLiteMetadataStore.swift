import Dispatch
import GRDB
package import StrataEngine
package import StrataModel

/// Keeps metadata in one SQLite file, which any number of processes may use at the same time.
///
/// Write-ahead logging lets readers go on while one process writes; a commit is on the disk when it returns.
package final class SQLiteMetadataStore: MetadataStore {
    /// Where the file is.
    package let path: String
    private let pool: DatabasePool
    /// What is known of other processes' writes without waiting for the connection that writes.
    let foreignWrites = ForeignWrites()

    /// Opens the store at `path`, and creates the file and its folder where they are missing.
    ///
    /// Blocks for a few milliseconds, or as long as another process needs to create or migrate the store.
    ///
    /// - Throws: ``StoreError`` with code `newerVersion`, `corrupt` (no file of ours), `readOnly`, `full` or
    ///   `inputOutput`.
    package init(path: String) throws(StoreError) {
        self.path = path
        pool = try Self.openPool(path)
    }

    /// Closes the file; the store is of no use afterwards.
    ///
    /// Without it the file is closed when the last reference to the store goes.
    package func close() throws(StoreError) {
        do {
            try pool.close()
        } catch {
            throw StoreError.wrapping(error, path)
        }
    }

    /// Runs `body` in one transaction that is durable on return.
    ///
    /// A cancelled task still writes: that a run was cancelled has to be recorded, too.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        foreignWrites.beginWrite()
        defer { foreignWrites.endWrite() }
        return try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [path, foreignWrites] database in
                continuation.resume(
                    with: Result {
                        do {
                            return try Self.transaction(database) { database in
                                try foreignWrites.look(database)
                                return try body(database)
                            }
                        } catch {
                            throw StoreError.wrapping(error, path)
                        }
                    }
                )
            }
        }
    }

    /// Runs `body` on the connection that writes, outside of any transaction.
    func onWriter<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { [path] database in
                continuation.resume(with: Result { try body(database) }.mapError { StoreError.wrapping($0, path) })
            }
        }
    }

    private static func transaction<Value>(_ database: Database, _ body: (Database) throws -> Value) throws -> Value {
        var value: Value?
        try database.inTransaction(.immediate) {
            value = try body(database)
            return .commit
        }
        guard let value else { throw StoreError(.inputOutput, "A transaction ended without a result.") }
        return value
    }

    /// Runs `body` on an unchanging view of the database.
    ///
    /// - Throws: ``StoreError``, or `CancellationError` where the task is cancelled.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.read(body)
        } catch let error as CancellationError {
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT && Task.isCancelled {
            throw CancellationError()
        } catch {
            throw StoreError.wrapping(error, path)
        }
    }
}

// MARK: Writing

extension SQLiteMetadataStore {
    package func create(_ pipelineRun: PipelineRunRecord) async throws {
        try await write { try PipelineRunRow.insert(pipelineRun, in: $0) }
    }

    package func commit(_ changes: [RecordChange], to pipelineRun: PipelineRunID) async throws {
        try await write { database in
            var writer = try CommitWriter(database, pipelineRun)
            for change in changes { try writer.apply(change) }
            try writer.finish()
        }
    }
}

// MARK: Reading

extension SQLiteMetadataStore {
    package func pipelineRun(_ id: PipelineRunID) async throws -> PipelineRunRecord? {
        try await read { try PipelineRunRow.read(id, in: $0) }
    }

    package func pipelineRuns(_ filter: PipelineRunFilter) async throws -> [PipelineRunRecord] {
        try await read { try PipelineRunRow.read(filter, in: $0) }
    }

    package func pipelineRunIDs(prefix: String, limit: Int) async throws -> [PipelineRunID] {
        guard let range = PipelineRunID.bytes(withPrefix: prefix) else { return [] }
        return try await read { try PipelineRunRow.ids(from: range.first, through: range.last, limit: limit, in: $0) }
    }

    package func stateCounts(of pipelineRun: PipelineRunID) async throws -> [RunState: Int] {
        try await read { database in
            guard let pipeline = try PipelineRunRow.find(pipelineRun, in: database) else { return [:] }
            return try RunCountRow.counts(of: pipeline, in: database)
        }
    }

    package func runs(of pipelineRun: PipelineRunID, in range: Range<RunIndex>) async throws -> [RunRecord] {
        try await read { database in
            guard let pipeline = try PipelineRunRow.find(pipelineRun, in: database) else { return [] }
            var rows = RunRow(database, pipeline)
            return try rows.records(in: range)
        }
    }

    package func run(_ id: RunID) async throws -> RunRecord? {
        try await read { database in
            guard let pipeline = try PipelineRunRow.find(id.pipelineRun, in: database) else { return nil }
            var rows = RunRow(database, pipeline)
            return try rows.record(id.index)
        }
    }

    /// The attempts of a run that failed and were followed by others, in order.
    package func failedAttempts(of run: RunID) async throws -> [FailedAttempt] {
        try await read { database in
            guard let pipeline = try PipelineRunRow.find(run.pipelineRun, in: database) else { return [] }
            return try RunRow(database, pipeline).failedAttempts(of: run.index)
        }
    }

    package func functions(of pipelineRun: PipelineRunID) async throws -> [FunctionKey: FunctionRecord] {
        try await read { database in
            guard let pipeline = try PipelineRunRow.find(pipelineRun, in: database) else { return [:] }
            return try FunctionRow.all(of: pipeline, in: database)
        }
    }

    package func logs(of run: RunID, includingDescendants: Bool) async throws -> [LogLine] {
        try await read { database in
            guard let pipeline = try PipelineRunRow.find(run.pipelineRun, in: database) else { return [] }
            var rows = ReportRow(database, pipeline)
            return try rows.lines(of: run.index, includingDescendants: includingDescendants)
        }
    }

    package func metrics(of run: RunID) async throws -> [MetricPoint] {
        try await read { database in
            guard let pipeline = try PipelineRunRow.find(run.pipelineRun, in: database) else { return [] }
            var rows = ReportRow(database, pipeline)
            return try rows.points(of: run.index)
        }
    }
}
