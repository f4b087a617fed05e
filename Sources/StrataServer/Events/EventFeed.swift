import NIOCore
import Synchronization

/// One thing that changes, and those who follow it.
///
/// Writers only add to a buffer of fixed size. Now and then, what gathered is released (``release(_:)``) and followers that
/// wait are woken; each remembers only the number of the change it has seen last, and one that is slow finds later what
/// it missed, or that it is no longer known. What followers in step are sent is made once.
final class EventFeed<Change: Sendable, Snapshot: Sendable & Equatable>: Sendable {
    /// Why a follower was woken.
    enum Wake: Sendable {
        /// Changes were released.
        case changed
        /// A moment has passed; the connection is to be kept alive.
        case heartbeat
        /// The feed ends.
        case closed
    }

    /// What a follower is sent.
    struct Frame: Sendable {
        /// The event as it goes over the wire; `nil` where nothing is to be said.
        var bytes: ByteBuffer?
        /// The number of the last change in it.
        var position: UInt64
    }

    /// Makes an event: of its identifier, the changes (`nil` where they are not known), what holds now, and what held.
    typealias Render = @Sendable (_ id: String, [Change]?, _ now: Snapshot, _ before: Snapshot?) -> ByteBuffer?

    private struct State: Sendable {
        var changes: RecentChanges<Change>
        /// The number of the last change that followers may see.
        var released: UInt64 = 0
        var snapshot: Snapshot?
        var previous: Snapshot?
        var waiters: [UInt64: CheckedContinuation<Wake, Never>] = [:]
        var nextWaiter: UInt64 = 0
        var shared: (after: UInt64?, frame: Frame)?
        var followers = 0
        var isDue = false
        var isClosed = false
        var lastUse = ContinuousClock.now
    }

    private let epoch: String
    private let render: Render
    private let state: Mutex<State>

    /// A feed that remembers `capacity` changes.
    init(capacity: Int, render: @escaping Render) {
        epoch = String(UInt32.random(in: .min ... .max), radix: 36)
        self.render = render
        state = Mutex(State(changes: RecentChanges(capacity: capacity)))
    }

    // MARK: Writers

    /// Adds changes.
    ///
    /// - Returns: Whether they have to be released soon, and nobody was told so yet.
    func record(_ changes: some Sequence<Change>) -> Bool {
        state.withLock { state in
            for change in changes { state.changes.append(change) }
            guard !state.isDue, !state.isClosed, state.followers > 0, state.changes.last > state.released else {
                return false
            }
            state.isDue = true
            return true
        }
    }

    /// Shows followers what was recorded before `upTo` was read, with what holds now.
    func release(_ snapshot: Snapshot, upTo last: UInt64) {
        let waiters = state.withLock { state in
            state.isDue = false
            state.previous = state.snapshot
            state.snapshot = snapshot
            state.released = max(state.released, last)
            state.shared = nil
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume(returning: .changed) }
    }

    /// The number of the latest change, also if it was not released.
    var last: UInt64 { state.withLock { $0.changes.last } }

    /// Wakes those who wait, so that they keep their connections alive.
    func beat() {
        let waiters = state.withLock { state in
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume(returning: .heartbeat) }
    }

    /// Ends the feed for all who follow it, now and later.
    func close() {
        let waiters = state.withLock { state in
            state.isClosed = true
            defer { state.waiters = [:] }
            return state.waiters
        }
        for waiter in waiters.values { waiter.resume(returning: .closed) }
    }

    // MARK: Followers

    /// Counts a follower in.
    ///
    /// - Returns: Whether something has to be released for it soon, and nobody was told so yet.
    func join() -> Bool {
        state.withLock { state in
            state.followers += 1
            let isBehind = state.snapshot == nil || state.changes.last > state.released
            guard isBehind, !state.isDue, !state.isClosed else { return false }
            state.isDue = true
            return true
        }
    }

    /// Counts a follower out.
    func leave() {
        state.withLock { state in
            state.followers -= 1
            state.lastUse = .now
        }
    }

    /// The number of the last change that followers may see.
    var released: UInt64 { state.withLock { $0.released } }

    /// How many follow.
    var followers: Int { state.withLock { $0.followers } }

    /// Whether nobody has followed for `time`.
    func isUnused(for time: Duration) -> Bool {
        state.withLock { $0.followers == 0 && $0.lastUse.duration(to: .now) > time }
    }

    /// The position that an event's identifier names; `nil` where this feed never said it.
    func position(_ id: String) -> UInt64? {
        let parts = id.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == epoch, let number = UInt64(parts[1]), number <= last else { return nil }
        return number
    }

    /// Waits until there is something after `position`; `nil` is before everything.
    func wait(after position: UInt64?) async -> Wake {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let wake: Wake? = state.withLock { state in
                    if state.isClosed || Task.isCancelled { return .closed }
                    if state.snapshot != nil, position.map({ $0 < state.released }) ?? true { return .changed }
                    state.waiters[number] = continuation
                    return nil
                }
                if let wake { continuation.resume(returning: wake) }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: number) }?.resume(returning: .closed)
        }
    }

    /// What to send a follower that has seen everything up to `position`; `nil` has seen nothing.
    func frame(after position: UInt64?) -> Frame? {
        let found = state.withLock { state -> (shared: Frame?, input: ([Change]?, Snapshot, Snapshot?, UInt64))? in
            guard let snapshot = state.snapshot else { return nil }
            let shared = state.shared.flatMap { $0.after == position ? $0.frame : nil }
            let changes =
                shared == nil ? position.flatMap { state.changes.changes(after: $0, through: state.released) } : nil
            return (shared, (changes, snapshot, state.previous, state.released))
        }
        guard let (shared, (changes, now, before, released)) = found else { return nil }
        if let shared { return shared }
        let frame = Frame(bytes: render("\(epoch).\(released)", changes, now, before), position: released)
        state.withLock { if $0.released == released { $0.shared = (position, frame) } }
        return frame
    }
}
