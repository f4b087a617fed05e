import StrataModel

/// What the store said of keys and sessions a moment ago, so that it is not asked for each request.
struct CredentialCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var value: Value
        var readAt: Timestamp
    }

    private var entries: [Key: Entry] = [:]
    /// Goes up whenever something is removed, so that what was read before does not come in after.
    private(set) var generation = 0
    private let capacity: Int
    private let microseconds: Int64

    /// Keeps at most `capacity` entries, each for `seconds`.
    init(capacity: Int, seconds: Int64) {
        self.capacity = max(1, capacity)
        microseconds = seconds * 1_000_000
    }

    /// How many entries there are.
    var count: Int { entries.count }

    /// What is kept, and whether it may still be believed.
    func find(_ key: Key, at time: Timestamp) -> (value: Value, isFresh: Bool)? {
        guard let entry = entries[key] else { return nil }
        let age = time.microseconds - entry.readAt.microseconds
        return (entry.value, (0..<microseconds).contains(age))
    }

    /// Keeps what was read at `time`, unless something was removed since `generation`.
    mutating func insert(_ value: Value, for key: Key, readAt time: Timestamp, generation: Int) {
        guard generation == self.generation else { return }
        if entries[key] == nil, entries.count >= capacity { makeRoom(at: time) }
        entries[key] = Entry(value: value, readAt: time)
    }

    /// Forgets one entry.
    mutating func remove(_ key: Key) {
        generation += 1
        entries[key] = nil
    }

    /// Forgets the entries for which `isGone` holds.
    mutating func removeAll(where isGone: (Value) -> Bool) {
        generation += 1
        entries = entries.filter { !isGone($0.value.value) }
    }

    private mutating func makeRoom(at time: Timestamp) {
        entries = entries.filter { time.microseconds - $0.value.readAt.microseconds < microseconds }
        // All in use at once: half are read again, which costs less than finding the oldest each time.
        if entries.count >= capacity {
            entries = Dictionary(uniqueKeysWithValues: entries.prefix(capacity / 2).map { ($0.key, $0.value) })
        }
    }
}
