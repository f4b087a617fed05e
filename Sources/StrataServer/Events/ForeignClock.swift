import StrataStore
import Synchronization

/// Counts the writes of other processes to the store, as far as anyone looks.
final class ForeignClock: Sendable {
    private struct State: Sendable {
        var version: Int64?
        var count: UInt64 = 0
        var nextLook = ContinuousClock.now
    }

    private let store: any ServerStore
    private let state = Mutex(State())

    init(store: any ServerStore) {
        self.store = store
    }

    /// A number that has grown if another process wrote since it was asked for last; looks every 100 ms at most, and one
    /// caller at a time.
    ///
    /// - Throws: `StoreError` where the store cannot be looked at.
    func count() async throws -> UInt64 {
        let known = state.withLock { state -> UInt64? in
            let now = ContinuousClock.now
            guard now >= state.nextLook else { return state.count }
            state.nextLook = now + .milliseconds(100)
            return nil
        }
        if let known { return known }
        let version = try await store.foreignVersion()
        return state.withLock { state in
            if let old = state.version, old != version { state.count += 1 }
            state.version = version
            return state.count
        }
    }
}
