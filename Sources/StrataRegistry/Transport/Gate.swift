import Synchronization

/// Lets a number of tasks in at once, the others in the order they came.
///
/// Safe against cancellation: who is canceled while waiting leaves the queue, and a place is never lost.
final class Gate: Sendable {
    private struct Waiter {
        var id: UInt64
        var places: Int
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var free: Int
        var nextID: UInt64 = 0
        var waiters: [Waiter] = []
        /// Who was canceled before it got into the queue.
        var canceled: Set<UInt64> = []

        /// Lets in whom there is place for; nobody overtakes.
        mutating func admit() -> [CheckedContinuation<Void, any Error>] {
            var admitted: [CheckedContinuation<Void, any Error>] = []
            while let first = waiters.first, first.places <= free {
                free -= first.places
                admitted.append(first.continuation)
                waiters.removeFirst()
            }
            return admitted
        }
    }

    private let capacity: Int
    private let state: Mutex<State>

    init(places: Int) {
        capacity = max(places, 1)
        state = Mutex(State(free: max(places, 1)))
    }

    /// Does something while holding one place, or more (at most all there are).
    ///
    /// - Throws: What `body` throws, or `CancellationError` where the task is canceled while it waits.
    nonisolated(nonsending) func hold<Result>(
        places: Int = 1,
        _ body: nonisolated(nonsending) () async throws -> Result
    ) async throws -> Result {
        let places = min(places, capacity)
        try await enter(places)
        defer { leave(places) }
        return try await body()
    }

    private func enter(_ places: Int) async throws {
        try Task.checkCancellation()
        let id: UInt64? = state.withLock { state in
            if state.waiters.isEmpty, state.free >= places {
                state.free -= places
                return nil
            }
            state.nextID += 1
            return state.nextID
        }
        guard let id else { return }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (wasCanceled, admitted) = state.withLock { state in
                    if state.canceled.remove(id) != nil { return (true, [CheckedContinuation<Void, any Error>]()) }
                    state.waiters.append(Waiter(id: id, places: places, continuation: continuation))
                    return (false, state.admit())
                }
                if wasCanceled { continuation.resume(throwing: CancellationError()) }
                for other in admitted { other.resume() }
            }
        } onCancel: {
            cancel(id)
        }
        // Admitted and canceled at once: the handler has left a note that nobody will collect.
        _ = state.withLock { $0.canceled.remove(id) }
    }

    private func cancel(_ id: UInt64) {
        let (canceled, admitted) = state.withLock { state in
            guard let index = state.waiters.firstIndex(where: { $0.id == id }) else {
                state.canceled.insert(id)
                return (CheckedContinuation<Void, any Error>?.none, [CheckedContinuation<Void, any Error>]())
            }
            let waiter = state.waiters.remove(at: index)
            // The first in the queue may have held back others that need fewer places.
            return (waiter.continuation, state.admit())
        }
        canceled?.resume(throwing: CancellationError())
        for other in admitted { other.resume() }
    }

    private func leave(_ places: Int) {
        let admitted = state.withLock { state in
            state.free += places
            return state.admit()
        }
        for other in admitted { other.resume() }
    }
}
