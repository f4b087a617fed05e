import Synchronization

/// A place where tasks wait until as many as expected have come.
final class Rendezvous: Sendable {
    private struct State {
        var missing: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// Expects `count` tasks.
    init(_ count: Int) {
        state = Mutex(State(missing: count))
    }

    /// Counts the caller, and waits for the rest.
    func arrive() async {
        await withCheckedContinuation { continuation in
            let all = state.withLock { state in
                state.missing -= 1
                state.waiting.append(continuation)
                guard state.missing <= 0 else { return [CheckedContinuation<Void, Never>]() }
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in all { continuation.resume() }
        }
    }
}

/// Waits until the calling task is canceled.
func waitForCancellation() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    for await _ in stream {}
    continuation.finish()
}
