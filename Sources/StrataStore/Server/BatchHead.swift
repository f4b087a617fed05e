import GRDB
import StrataAPI
import StrataEngine
import StrataModel

/// How far the numbered batches of a pipeline run have come.
struct BatchHead {
    /// The pipeline run's row.
    let row: Int64
    let state: PipelineRunState
    let nextBatch: Int64
    /// The digest of the batch before ``nextBatch``.
    let lastBatch: [UInt8]?
    let cancelRequestedAt: Timestamp?

    /// Reads it.
    ///
    /// - Throws: ``StoreError`` with code `notFound` where there is no such pipeline run.
    static func require(_ id: PipelineRunID, in database: Database) throws -> BatchHead {
        let select = try SQLStatement(
            database,
            "SELECT id, state, next_batch, last_batch, cancel_requested_at FROM pipeline_runs WHERE uuid = ?"
        )
        try select.bind(id.bytes, at: 1)
        let head = try select.first { row in
            BatchHead(
                row: row.integer(0),
                state: try StateCode.pipelineRunState(row.integer(1)),
                nextBatch: row.integer(2),
                lastBatch: row.optionalBytes(3),
                cancelRequestedAt: row.optionalInteger(4).map(Timestamp.init(microseconds:))
            )
        }
        guard let head else {
            _ = try PipelineRunRow.require(id, in: database)
            throw RowError("a pipeline run that comes and goes")
        }
        return head
    }

    /// Moves on to the batch after `number`.
    func advance(behind number: Int64, digest: [UInt8], in database: Database) throws {
        let update = try SQLStatement(
            database,
            "UPDATE pipeline_runs SET next_batch = ?, last_batch = ? WHERE id = ?"
        )
        update.bind(number &+ 1, at: 1)
        try update.bind(digest, at: 2)
        update.bind(row, at: 3)
        try update.run()
    }
}
