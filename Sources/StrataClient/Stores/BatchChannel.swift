import FoundationEssentials
import StrataAPI
import StrataEngine
import StrataModel
import Synchronization

/// The batches of one pipeline run on their way to the server: numbered, one after another.
final class BatchChannel: Sendable {
    private struct State {
        /// The number of the next batch; `nil` where only the server knows.
        var next: Int64?
        /// A batch that got no answer: it may have been recorded.
        var unanswered: [RecordChange]?
    }

    /// What the server takes at once.
    static let largestBatch = (changes: 8192, bytes: 32 << 20)

    private static let impossible: Int64 = 1 << 52

    private let id: PipelineRunID
    private let client: StrataClient
    private let turn = Turn()
    private let state: Mutex<State>

    init(_ id: PipelineRunID, _ client: StrataClient, next: Int64?) {
        self.id = id
        self.client = client
        state = Mutex(State(next: next))
    }

    /// Records changes; those that are too many or too large for one batch go in several.
    ///
    /// - Returns: What the server answered to the last batch.
    func commit(_ changes: [RecordChange]) async throws -> ChangeBatch.Receipt {
        await turn.take()
        defer { turn.give() }
        var rest = changes[...]
        var receipt: ChangeBatch.Receipt
        repeat {
            receipt = try await send(&rest)
        } while !rest.isEmpty
        return receipt
    }

    /// Sends as many of the first changes as one batch holds.
    private func send(_ rest: inout ArraySlice<RecordChange>) async throws -> ChangeBatch.Receipt {
        var part = Array(rest.prefix(Self.largestBatch.changes))
        let (number, isRepeated) = try await number(for: part)
        var json = try StrataClient.encode(ChangeBatch(number: number, changes: part))
        while json.count > Self.largestBatch.bytes, part.count > 1 {
            part = Array(part.prefix(part.count / 2))
            json = try StrataClient.encode(ChangeBatch(number: number, changes: part))
        }
        state.withLock { $0.unanswered = part }
        do {
            let (receipt, attempts) = try await client.send(json: json, to: id)
            guard !receipt.isRepeated || attempts > 1 || isRepeated else { throw taken() }
            state.withLock { $0 = State(next: receipt.nextBatch) }
            rest = rest.dropFirst(part.count)
            return receipt
        } catch let problem as Problem {
            let isWrongNumber = problem.nextBatch != nil && problem.nextBatch != number
            // A refusal is an answer: nothing was recorded under this number.
            if problem.status < 500, problem.status != 429 { state.withLock { $0.unanswered = nil } }
            throw isWrongNumber ? taken() : problem
        }
    }

    /// The number that a batch goes under, and whether it may be there already.
    private func number(for changes: [RecordChange]) async throws -> (number: Int64, isRepeated: Bool) {
        let (next, unanswered) = state.withLock { ($0.next, $0.unanswered) }
        if let next, unanswered == nil { return (next, false) }
        if let next, unanswered == changes { return (next, true) }
        // No pipeline run comes to this number, so the server only says which one it waits for.
        do {
            let answered = try await client.send(ChangeBatch(number: Self.impossible, changes: []), to: id).nextBatch
            return (answered, false)
        } catch let problem as Problem {
            guard let next = problem.nextBatch else { throw problem }
            state.withLock { $0 = State(next: next) }
            return (next, false)
        }
    }

    private func taken() -> Problem {
        Problem(
            code: "conflict",
            status: 409,
            detail: "pipeline run \(id.short) is being recorded by another process as well.",
            remedy: "Run the pipeline again: a new pipeline run has an identifier of its own."
        )
    }
}
