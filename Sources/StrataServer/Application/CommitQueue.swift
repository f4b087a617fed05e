package import StrataAPI
import StrataEngine
package import StrataModel
import StrataStore
import Synchronization

/// Commits batches of changes together: while one group is flushed to the disk, the next gathers.
///
/// Whoever finds nobody at work commits for all that wait, then hands the work to one of those that came meanwhile.
package final class CommitQueue: Sendable {
    private typealias Answer = Result<ChangeBatch.Receipt, any Error>

    private enum Wake: Sendable {
        case answer(Answer)
        case lead
    }

    private struct Waiter: Sendable {
        var id: PipelineRunID
        var batch: ChangeBatch
        var number: UInt64
        var continuation: CheckedContinuation<Wake, Never>?
    }

    private struct State: Sendable {
        var waiting: [Waiter] = []
        var isBusy = false
        var nextNumber: UInt64 = 0
    }

    private let store: any ServerStore
    private let hub: EventHub
    private let metrics: ServerMetrics
    private let state = Mutex(State())

    init(store: any ServerStore, hub: EventHub, metrics: ServerMetrics) {
        self.store = store
        self.hub = hub
        self.metrics = metrics
    }

    /// Commits a batch; returns when it is durable and those who follow were told.
    ///
    /// - Throws: `StoreError` as `ServerStore.commit(_:)` does for this batch or for all.
    package func commit(_ batch: ChangeBatch, to id: PipelineRunID) async throws -> ChangeBatch.Receipt {
        let wake = await withCheckedContinuation { continuation in
            let leads = state.withLock { state in
                state.nextNumber += 1
                let leads = !state.isBusy
                state.isBusy = true
                state.waiting.append(
                    Waiter(id: id, batch: batch, number: state.nextNumber, continuation: leads ? nil : continuation)
                )
                return leads
            }
            if leads { continuation.resume(returning: .lead) }
        }
        switch wake {
        case .answer(let answer): return try answer.get()
        case .lead: return try await lead().get()
        }
    }

    /// Commits what waits; the first of it is the caller's own.
    private func lead() async -> Answer {
        let group = state.withLock { state in Self.takeGroup(&state.waiting) }
        let answers = await commit(group)
        let next = state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isBusy = false
                return nil as CheckedContinuation<Wake, Never>?
            }
            defer { state.waiting[0].continuation = nil }
            return state.waiting[0].continuation
        }
        next?.resume(returning: .lead)
        for (waiter, answer) in zip(group, answers).dropFirst() {
            waiter.continuation?.resume(returning: .answer(answer))
        }
        guard let own = answers.first else {
            return .failure(StoreError(.inputOutput, "A batch was not committed."))
        }
        return own
    }

    /// At most this many changes go into one transaction, but always a whole batch.
    private static let largestGroup = 20_000

    private static func takeGroup(_ waiting: inout [Waiter]) -> [Waiter] {
        var changes = 0
        let count = waiting.firstIndex { waiter in
            let isFull = changes >= largestGroup
            changes += waiter.batch.changes.count
            return isFull
        }
        let group = Array(waiting.prefix(count ?? waiting.count))
        waiting.removeFirst(group.count)
        return group
    }

    private func commit(_ group: [Waiter]) async -> [Answer] {
        let start = ContinuousClock.now
        do {
            let results = try await store.commit(group.map { (id: $0.id, batch: $0.batch) })
            metrics.committed(group.map(\.batch.changes.count), in: start.duration(to: .now))
            for (waiter, result) in zip(group, results) {
                if case .success(let receipt) = result, !receipt.isRepeated {
                    hub.committed(waiter.batch.changes, to: waiter.id)
                }
            }
            guard results.count == group.count else {
                let error = StoreError(.inputOutput, "The store answered \(results.count) of \(group.count) batches.")
                return group.map { _ in .failure(error) }
            }
            return results.map { $0.mapError { $0 as any Error } }
        } catch {
            metrics.storeFailed()
            return group.map { _ in .failure(error) }
        }
    }
}
