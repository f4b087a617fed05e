/// The latest changes of something that changes, numbered from 1; older ones are forgotten.
struct RecentChanges<Change: Sendable>: Sendable {
    /// The number of the latest change; 0 for none.
    private(set) var last: UInt64 = 0
    private var slots: [Change] = []
    private let capacity: Int

    /// Keeps at most `capacity` changes; memory is taken as they come.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The number of the oldest change that is still known, or one more than the latest.
    private var first: UInt64 { last - UInt64(slots.count) + 1 }

    /// Adds the next change.
    mutating func append(_ change: Change) {
        last += 1
        if slots.count < capacity {
            slots.append(change)
        } else {
            slots[Int((last - 1) % UInt64(capacity))] = change
        }
    }

    /// The changes after number `position` up to number `end`; `nil` where some are forgotten.
    func changes(after position: UInt64, through end: UInt64) -> [Change]? {
        guard position <= end, end <= last, position + 1 >= first else { return nil }
        guard position < end else { return [] }
        return (position + 1...end).map { slots[Int(($0 - 1) % UInt64(capacity))] }
    }
}
