import DequeModule
import Synchronization

/// A queue with one waiting reader.
///
/// Unlike an `AsyncStream`, reading it goes on when the reader's task is canceled: the scheduler has to see a canceled
/// pipeline run to its end.
final class CommandQueue<Element: Sendable>: Sendable {
    private struct State {
        var elements: Deque<Element> = []
        var reader: CheckedContinuation<Element, Never>?
    }

    private let state = Mutex(State())

    func push(_ element: Element) {
        let reader = state.withLock { state -> CheckedContinuation<Element, Never>? in
            guard let reader = state.reader else {
                state.elements.append(element)
                return nil
            }
            state.reader = nil
            return reader
        }
        reader?.resume(returning: element)
    }

    func next() async -> Element {
        await withCheckedContinuation { continuation in
            let element = state.withLock { state -> Element? in
                guard let element = state.elements.popFirst() else {
                    state.reader = continuation
                    return nil
                }
                return element
            }
            if let element { continuation.resume(returning: element) }
        }
    }
}
