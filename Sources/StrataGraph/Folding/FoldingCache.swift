import StrataModel
import Synchronization

/// Keeps what was folded, so that only new children are looked at anew.
///
/// Copies of an outline share it: runs are only ever added, so that a run with as many children has the same ones, and what
/// they are like does not depend on states.
final class FoldingCache: Sendable {
    private struct Entry: Sendable {
        var children: Int
        var limit: Int
        var folded: FoldedChildren
    }

    private struct State: Sendable {
        var entries: [RunIndex: Entry] = [:]
        var members = 0
    }

    /// At most this many runs are kept, in all foldings together.
    private static let capacity = 300_000
    /// Folding fewer costs little.
    private static let least = 64

    private let state = Mutex(State())

    /// The folding of a run that has so many children; `nil` where it has to be made.
    func folded(_ parent: RunIndex, children: Int, limit: Int) -> FoldedChildren? {
        guard children >= Self.least else { return nil }
        return state.withLock { state in
            guard let entry = state.entries[parent], entry.children == children, entry.limit == limit else {
                return nil
            }
            return entry.folded
        }
    }

    /// Keeps a folding.
    func keep(_ folded: FoldedChildren, of parent: RunIndex, limit: Int) {
        let children = folded.members.count
        guard children >= Self.least, children <= Self.capacity else { return }
        state.withLock { state in
            if state.members + children > Self.capacity { state = State() }
            let old = state.entries.updateValue(Entry(children: children, limit: limit, folded: folded), forKey: parent)
            state.members += children - (old?.children ?? 0)
        }
    }
}
