import StrataAPI
import StrataEngine
import StrataModel
package import StrataStore
import Testing

/// Sends random groups of batches of several pipeline runs to a store: legal and illegal ones, some twice, some out of
/// order; and compares what it says with a plain model.
package struct ServerSchedule {
    /// What is expected of one pipeline run.
    private struct Expected {
        let id: PipelineRunID
        var runs: MetadataSchedule
        var next: Int64 = 1
        var last: ChangeBatch?
        var cancelRequestedAt: Timestamp?

        mutating func take(_ batch: ChangeBatch) -> ChangeBatch.Receipt? {
            if batch == last { return receipt(isRepeated: true) }
            guard batch.number == next, runs.take(batch.changes) else { return nil }
            next += 1
            last = batch
            return receipt(isRepeated: false)
        }

        private func receipt(isRepeated: Bool) -> ChangeBatch.Receipt {
            ChangeBatch.Receipt(nextBatch: next, isRepeated: isRepeated, cancelRequestedAt: cancelRequestedAt)
        }
    }

    private let seed: UInt64
    private var generator: SeededGenerator
    private var expected: [Expected] = []

    /// A schedule that `seed` repeats.
    package init(seed: UInt64) {
        self.seed = seed
        generator = SeededGenerator(seed: seed)
    }

    /// Runs the schedule.
    package mutating func run(groups: Int, on store: any ServerStore) async throws {
        for number in 0..<4 {
            let id = try await ServerStoreContract.begin(store)
            expected.append(Expected(id: id, runs: MetadataSchedule(seed: seed &+ UInt64(number))))
        }
        var taken = 0
        var refused = 0
        var repeated = 0
        for group in 0..<groups {
            if Int.random(in: 0..<20, using: &generator) == 0 { try await cancel(store, at: Int64(group)) }
            var fresh: Set<Int> = []
            let entries = (0..<Int.random(in: 1...7, using: &generator)).map { _ in entry(&fresh) }
            let results = try await store.commit(entries.map { (expected[$0.position].id, $0.batch) })
            #expect(results.count == entries.count, "seed \(seed)")
            for (entry, result) in zip(entries, results) {
                let receipt = expected[entry.position].take(entry.batch)
                let answer = try? result.get()
                #expect(answer == receipt, "seed \(seed), group \(group): \(entry.batch), \(result)")
                guard let receipt else {
                    refused += 1
                    continue
                }
                if receipt.isRepeated { repeated += 1 } else { taken += 1 }
            }
        }
        #expect(min(taken, refused, repeated) > groups / 10, "seed \(seed): \(taken), \(refused), \(repeated)")
        for one in expected { try await one.runs.compare(store, one.id) }
    }

    private mutating func cancel(_ store: any ServerStore, at time: Int64) async throws {
        let position = Int.random(in: expected.indices, using: &generator)
        let requested = try await store.requestCancel(of: expected[position].id, at: Samples.time(time))
        expected[position].cancelRequestedAt = expected[position].cancelRequestedAt ?? Samples.time(time)
        #expect(requested == expected[position].cancelRequestedAt, "seed \(seed)")
    }

    /// The next batch of one of them, mostly the right one, and that at most once in a group.
    private mutating func entry(_ fresh: inout Set<Int>) -> (position: Int, batch: ChangeBatch) {
        let position = Int.random(in: expected.indices, using: &generator)
        let one = expected[position]
        switch Int.random(in: 0..<10, using: &generator) {
        case 0, 1:
            if let last = one.last { return (position, last) }
        case 2:
            if var last = one.last {
                last.changes.append(Samples.step(0, .created, .scheduled))
                return (position, last)
            }
        case 3:
            let number = one.next + Int64.random(in: -3...3, using: &generator)
            if number != one.next { return (position, ChangeBatch(number: number, changes: [])) }
        default:
            break
        }
        guard fresh.insert(position).inserted else {
            return (position, one.last ?? ChangeBatch(number: one.next + 9, changes: []))
        }
        return (position, ChangeBatch(number: one.next, changes: expected[position].runs.batch()))
    }
}
