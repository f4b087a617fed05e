import GRDB
import StrataAPI
import StrataEngine
import StrataModel

/// Applies many batches within one transaction, so that they share the one flush of the disk.
///
/// What a batch that is refused has written is taken back, and nothing else.
struct GroupCommit {
    private let database: Database
    private let path: String
    /// Texts looked up by the batches before.
    private var strings: StringTable

    /// Writes to `database`, the file at `path`, within a transaction.
    init(_ database: Database, _ path: String) {
        self.database = database
        self.path = path
        strings = StringTable(database)
    }

    /// Applies one batch.
    ///
    /// - Returns: The receipt, or why the batch was refused.
    /// - Throws: What keeps all batches from being written.
    mutating func apply(
        _ batch: ChangeBatch,
        to id: PipelineRunID
    ) throws -> Result<ChangeBatch.Receipt, StoreError> {
        var result: Result<ChangeBatch.Receipt, StoreError>?
        try database.inSavepoint {
            do {
                result = .success(try record(batch, of: id))
                return .commit
            } catch {
                guard let refusal = refusal(error) else { throw error }
                result = .failure(refusal)
                return .rollback
            }
        }
        guard let result else { throw StoreError(.inputOutput, "A savepoint ended without a result.") }
        return result
    }

    private mutating func record(_ batch: ChangeBatch, of id: PipelineRunID) throws -> ChangeBatch.Receipt {
        let head = try BatchHead.require(id, in: database)
        let digest = try BatchDigest.digest(of: batch)
        guard batch.number == head.nextBatch else {
            return try repeated(batch, digest, head, id)
        }
        try requireRunning(head, id)
        let check = ChangeCheck(id)
        var writer = CommitWriter(database, id, row: head.row, strings: strings)
        var hasEnded = false
        for change in batch.changes {
            guard !hasEnded else { throw Self.ended(id, "in this batch") }
            try check.check(change)
            try writer.require(change)
            try writer.apply(change)
            if case .ended = change { hasEnded = true }
        }
        try writer.finish()
        try head.advance(behind: batch.number, digest: digest, in: database)
        // Only now: numbers of texts that a refused batch added are gone with it.
        strings = writer.strings
        return ChangeBatch.Receipt(nextBatch: batch.number &+ 1, cancelRequestedAt: head.cancelRequestedAt)
    }

    /// The answer to the batch that was recorded last; any other number is out of order.
    private func repeated(
        _ batch: ChangeBatch,
        _ digest: [UInt8],
        _ head: BatchHead,
        _ id: PipelineRunID
    ) throws -> ChangeBatch.Receipt {
        let isLast = head.nextBatch > 0 && batch.number == head.nextBatch - 1
        if isLast, digest == head.lastBatch {
            return ChangeBatch.Receipt(
                nextBatch: head.nextBatch,
                isRepeated: true,
                cancelRequestedAt: head.cancelRequestedAt
            )
        }
        let finding = isLast ? "it is recorded with other content" : "\(head.nextBatch) comes next"
        throw StoreError(
            .conflict,
            "Batch \(batch.number) of pipeline run \(id.short) cannot be recorded: \(finding).",
            remedy: "Another process may be driving this pipeline run; only one may.",
            nextBatch: head.nextBatch
        )
    }

    private func requireRunning(_ head: BatchHead, _ id: PipelineRunID) throws {
        guard head.state.isTerminal else { return }
        throw Self.ended(id, "as '\(head.state.rawValue)'")
    }

    private static func ended(_ id: PipelineRunID, _ how: String) -> StoreError {
        StoreError(
            .illegalTransition,
            "Pipeline run \(id.short) has ended \(how): nothing more can be recorded of it.",
            remedy: "Start a new pipeline run."
        )
    }

    /// Why this batch alone cannot be recorded; `nil` for what concerns the whole store.
    private func refusal(_ error: any Error) -> StoreError? {
        switch error {
        case let error as StoreError:
            error
        case let error as DatabaseError where [.SQLITE_CONSTRAINT, .SQLITE_TOOBIG].contains(error.resultCode):
            StoreError(.conflict, "A change contradicts what is recorded: \(error.message ?? "it is too large").")
        case is RowError, is EncodingError, is DecodingError:
            StoreError.wrapping(error, path)
        default:
            nil
        }
    }
}
