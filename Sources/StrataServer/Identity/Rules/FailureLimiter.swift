import StrataModel

/// Counts credentials that were refused, by the address they came from: ten in a minute, then one every six seconds.
///
/// Keys cannot be guessed; this bounds what a program with a wrong one costs, in work and in lines of the log.
struct FailureLimiter: Sendable {
    private struct Bucket {
        /// What is left, in microseconds: a failure costs six seconds, and time gives them back.
        var allowance: Int64
        /// When that was.
        var at: Timestamp
    }

    private var buckets: [ClientAddress: Bucket] = [:]
    /// How many addresses are kept at most.
    private let capacity: Int

    /// Starts with nothing counted.
    init(capacity: Int = 10_000) {
        self.capacity = max(1, capacity)
    }

    /// How many addresses are counted.
    var count: Int { buckets.count }

    /// Seconds until this address may try again, or `nil` where it may now.
    func delay(for address: ClientAddress, at time: Timestamp) -> Int? {
        guard let bucket = buckets[address] else { return nil }
        let missing = Self.one - Self.allowance(of: bucket, at: time)
        guard missing > 0 else { return nil }
        return Int((missing + 999_999) / 1_000_000)
    }

    /// Notes a failure.
    ///
    /// - Returns: Whether it was the last one that is allowed for now.
    mutating func recordFailure(of address: ClientAddress, at time: Timestamp) -> Bool {
        let before = buckets[address].map { Self.allowance(of: $0, at: time) } ?? Self.full
        if buckets[address] == nil { makeRoom(at: time) }
        let after = max(0, before - Self.one)
        buckets[address] = Bucket(allowance: after, at: time)
        return before >= Self.one && after < Self.one
    }

    /// Drops what no longer matters; where the table is full of what does, the least blocked half.
    private mutating func makeRoom(at time: Timestamp) {
        guard buckets.count >= capacity else { return }
        buckets = buckets.filter { Self.allowance(of: $0.value, at: time) < Self.full }
        guard buckets.count >= capacity else { return }
        let sorted = buckets.sorted { Self.allowance(of: $0.value, at: time) < Self.allowance(of: $1.value, at: time) }
        buckets = Dictionary(sorted.prefix(capacity / 2).map { ($0.key, $0.value) }) { first, _ in first }
    }

    private static func allowance(of bucket: Bucket, at time: Timestamp) -> Int64 {
        // A clock that was set back gives nothing.
        let elapsed = min(max(0, time.microseconds - bucket.at.microseconds), full)
        return min(full, bucket.allowance + elapsed)
    }

    private static let one: Int64 = 6_000_000
    private static let full = 10 * one
}
