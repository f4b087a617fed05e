import StrataEngine
import StrataModel
import Synchronization

/// Takes changes to a metadata store in batches: while one is being made durable, the next one gathers.
///
/// The engine does not wait for each change. It waits here: for room, when too much is not durable yet; and for everything,
/// before anything outside the process is told of it.
final class BatchingRecorder: RunRecorder {
    fileprivate struct State {
        var pending: [RecordChange] = []
        /// Whether the end of the pipeline run was recorded: nothing comes after it.
        var hasEnded = false
        var isClosed = false
        /// Whether all is written and nothing will be any more.
        var isFinished = false
        var failure: (any Error)?
        /// The writer, when it has nothing to do.
        var writer: CheckedContinuation<Void, Never>?
        /// Those who wait for room.
        var blocked: [CheckedContinuation<Void, Never>] = []
        /// How many changes were recorded, and how many of them are durable.
        var recorded = 0
        var durable = 0
        /// Those who wait until so many changes are durable.
        var unsettled: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
        /// How often that was waited for, and when it last was.
        var settlements = 0
        var lastSettled: ContinuousClock.Instant?
        /// Since when the store has a batch, and when it last took one.
        var writingSince: ContinuousClock.Instant?
        var lastWritten = ContinuousClock.now
        /// Whether nobody waits for what is durable, until the store takes a batch again.
        var isSettlingStopped = false
    }

    /// As many changes as may wait: enough for large batches, little memory.
    private static let capacity = 8192

    /// The first runs always wait until their start is durable; later ones, when none has for this long.
    private static let alwaysSettled = 32
    private static let settlingInterval = Duration.milliseconds(50)

    private let store: any MetadataStore
    private let id: PipelineRunID
    private let state = Mutex(State())
    private let observe: (@Sendable (RecordChange) -> Void)?
    private let onFailure: Mutex<(@Sendable () -> Void)?> = Mutex(nil)

    init(store: any MetadataStore, id: PipelineRunID, observe: (@Sendable (RecordChange) -> Void)?) {
        self.store = store
        self.id = id
        self.observe = observe
    }

    /// Says what stops the pipeline run: done once as soon as changes cannot be made durable, and by ``stop()``.
    func stopOnFailure(_ stop: @escaping @Sendable () -> Void) {
        onFailure.withLock { $0 = stop }
    }

    /// Stops the pipeline run.
    ///
    /// - Returns: Whether there was one to stop yet.
    func stop() -> Bool {
        guard let stop = onFailure.withLock(\.self) else { return false }
        stop()
        return true
    }

    /// Takes a change.
    ///
    /// Nothing comes after the end of the pipeline run: what a task that outlives its run still reports is let go.
    func record(_ change: RecordChange) {
        observe?(change)
        let writer = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.failure == nil, !state.isFinished, !state.hasEnded else { return nil }
            if case .ended = change { state.hasEnded = true }
            state.pending.append(change)
            state.recorded += 1
            return state.takeWriter()
        }
        writer?.resume()
    }

    func settle() async {
        guard state.withLock({ $0.isSettlingDue(Self.alwaysSettled, Self.settlingInterval) }) else { return }
        await withCheckedContinuation { continuation in
            let isSettled = state.withLock { state in
                guard state.failure == nil, state.durable < state.recorded, !state.isSettlingStopped else {
                    return true
                }
                state.unsettled.append((state.recorded, continuation))
                return false
            }
            if isSettled { continuation.resume() }
        }
    }

    func waitForRoom() async {
        guard state.withLock({ $0.isFull(Self.capacity) }) else { return }
        await withCheckedContinuation { continuation in
            let hasRoom = state.withLock { state in
                guard state.isFull(Self.capacity) else { return true }
                state.blocked.append(continuation)
                return false
            }
            if hasRoom { continuation.resume() }
        }
    }

    /// How many changes are not durable yet, and since when the store has the first of them.
    var waiting: (count: Int, since: ContinuousClock.Instant?) {
        state.withLock { ($0.recorded - $0.durable, $0.writingSince) }
    }

    /// Whether nothing was to be written for this long.
    func isIdle(for time: Duration) -> Bool {
        state.withLock { $0.writingSince == nil && .now - $0.lastWritten >= time }
    }

    /// Lets runs start though their start is not durable, until the store takes changes again.
    ///
    /// For a store that is out of reach for a while: runs go on as long as there is room for their changes.
    func stopSettling() {
        let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            guard state.writingSince != nil, !state.isSettlingStopped else { return [] }
            state.isSettlingStopped = true
            defer { state.unsettled = [] }
            return state.unsettled.map(\.continuation)
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Writes until ``close()``, and then what is left.
    ///
    /// - Throws: Why the store did not take a batch. Nothing after it was written.
    func write() async throws {
        while true {
            let (batch, isFinished) = state.withLock { state -> ([RecordChange], Bool) in
                defer { state.pending = [] }
                state.writingSince = state.pending.isEmpty ? nil : .now
                state.isFinished = state.isClosed && state.pending.isEmpty
                return (state.pending, state.isFinished)
            }
            if batch.isEmpty {
                if isFinished { return }
                await waitForWork()
                continue
            }
            do {
                try await store.commit(batch, to: id)
            } catch {
                fail(error)
                throw error
            }
            unblock(written: batch.count)
        }
    }

    /// Ends ``write()`` once all is written.
    func close() {
        let writer = state.withLock { state -> CheckedContinuation<Void, Never>? in
            state.isClosed = true
            return state.takeWriter()
        }
        writer?.resume()
    }

    private func waitForWork() async {
        await withCheckedContinuation { continuation in
            let hasWork = state.withLock { state in
                guard state.pending.isEmpty, !state.isClosed else { return true }
                state.writer = continuation
                return false
            }
            if hasWork { continuation.resume() }
        }
    }

    private func unblock(written count: Int) {
        let blocked = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.durable += count
            state.writingSince = nil
            state.lastWritten = .now
            state.isSettlingStopped = false
            return state.takeBlocked()
        }
        for continuation in blocked { continuation.resume() }
    }

    private func fail(_ error: any Error) {
        state.withLock { state in
            state.failure = error
            state.pending = []
        }
        unblock(written: 0)
        onFailure.withLock { stop in
            defer { stop = nil }
            return stop
        }?()
    }
}

extension BatchingRecorder.State {
    mutating func takeWriter() -> CheckedContinuation<Void, Never>? {
        defer { writer = nil }
        return writer
    }

    /// Those who can go on now: all who wait for room, and who waited for what is durable, or will never be.
    mutating func takeBlocked() -> [CheckedContinuation<Void, Never>] {
        let isReached = { [durable, failure] (count: Int) in count <= durable || failure != nil }
        let taken = blocked + unsettled.filter { isReached($0.count) }.map(\.continuation)
        blocked = []
        unsettled.removeAll { isReached($0.count) }
        return taken
    }

    mutating func isSettlingDue(_ always: Int, _ interval: Duration) -> Bool {
        guard failure == nil, durable < recorded, !isSettlingStopped else { return false }
        let now = ContinuousClock.now
        if settlements >= always, let lastSettled, now - lastSettled < interval { return false }
        settlements += 1
        lastSettled = now
        return true
    }

    func isFull(_ capacity: Int) -> Bool {
        failure == nil && pending.count >= capacity
    }
}
