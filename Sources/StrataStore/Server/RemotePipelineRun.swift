import GRDB
import StrataAPI
import StrataEngine
import StrataModel

/// What a server writes of pipeline runs besides their batches.
enum RemotePipelineRun {
    /// How long the key of an appended piece is remembered: nobody sends one again after a week.
    static let keyLifetime: Int64 = 7 * 24 * 3600 * 1_000_000

    /// Records a pipeline run whose driver reports to a server.
    static func register(_ record: PipelineRunRecord, in database: Database) throws -> ChangeBatch.Receipt {
        try ChangeCheck(record.id).check(record)
        guard let known = try PipelineRunRow.read(record.id, in: database) else {
            try PipelineRunRow.insert(record, in: database)
            let update = try SQLStatement(database, "UPDATE pipeline_runs SET is_remote = 1 WHERE uuid = ?")
            try update.bind(record.id.bytes, at: 1)
            try update.run()
            return ChangeBatch.Receipt(nextBatch: 0)
        }
        guard isSame(known, record) else {
            throw StoreError(
                .conflict,
                "Pipeline run \(record.id.short) is recorded already, with other content.",
                remedy: "Use an identifier of its own for every pipeline run."
            )
        }
        let head = try BatchHead.require(record.id, in: database)
        return ChangeBatch.Receipt(
            nextBatch: head.nextBatch,
            isRepeated: true,
            cancelRequestedAt: head.cancelRequestedAt
        )
    }

    /// Whether two records are of one pipeline run; what may change while it is there does not count.
    private static func isSame(_ known: PipelineRunRecord, _ record: PipelineRunRecord) -> Bool {
        var known = known
        known.state = record.state
        known.tags = record.tags
        known.endedAt = record.endedAt
        known.failure = record.failure
        return known == record
    }

    /// Adds lines and points, unless that was done under this key before.
    static func append(
        _ changes: [RecordChange],
        to id: PipelineRunID,
        key: String,
        at time: Timestamp,
        in database: Database
    ) throws -> Bool {
        let pipeline = try PipelineRunRow.require(id, in: database)
        guard (1...200).contains(key.utf8.count) else {
            throw StoreError(
                .conflict,
                "A key of \(key.utf8.count) bytes cannot be remembered.",
                remedy: "Use 1 to 200 bytes, for example a random identifier."
            )
        }
        guard try remember(key, of: pipeline, at: time, in: database) else { return false }
        let check = ChangeCheck(id)
        var writer = CommitWriter(database, id, row: pipeline, strings: StringTable(database))
        for change in changes {
            switch change {
            case .log, .metric: break
            case .function, .created, .transition, .ended:
                throw StoreError(
                    .conflict,
                    "Only log lines and metric points can be appended to a run of \(id.short).",
                    remedy: "Send other changes in the pipeline run's numbered batches."
                )
            }
            try check.check(change)
            try writer.requireNextLine(change)
            try writer.apply(change)
        }
        try writer.finish()
        return true
    }

    private static func remember(
        _ key: String,
        of pipeline: Int64,
        at time: Timestamp,
        in database: Database
    ) throws -> Bool {
        let delete = try SQLStatement(database, "DELETE FROM idempotency_keys WHERE time < ?")
        delete.bind(time.microseconds &- keyLifetime, at: 1)
        try delete.run()
        let insert = try SQLStatement(
            database,
            "INSERT OR IGNORE INTO idempotency_keys (pipeline_run, key, time) VALUES (?, ?, ?)"
        )
        insert.bind(pipeline, at: 1)
        try insert.bind(key, at: 2)
        insert.bind(time.microseconds, at: 3)
        try insert.run()
        return database.changesCount == 1
    }

    /// Replaces the tags; a tag that is named twice is kept once.
    static func setTags(_ tags: [String], of id: PipelineRunID, in database: Database) throws {
        let pipeline = try PipelineRunRow.require(id, in: database)
        let delete = try SQLStatement(database, "DELETE FROM pipeline_run_tags WHERE pipeline_run = ?")
        delete.bind(pipeline, at: 1)
        try delete.run()
        var seen: Set<String> = []
        try PipelineRunRow.insertTags(tags.filter { seen.insert($0).inserted }, of: pipeline, in: database)
    }

    /// Notes that it should be canceled, if it has not ended.
    static func requestCancel(of id: PipelineRunID, at time: Timestamp, in database: Database) throws -> Timestamp? {
        let head = try BatchHead.require(id, in: database)
        guard !head.state.isTerminal else { return nil }
        if let requested = head.cancelRequestedAt { return requested }
        let update = try SQLStatement(database, "UPDATE pipeline_runs SET cancel_requested_at = ? WHERE id = ?")
        update.bind(time.microseconds, at: 1)
        update.bind(head.row, at: 2)
        try update.run()
        return time
    }
}
