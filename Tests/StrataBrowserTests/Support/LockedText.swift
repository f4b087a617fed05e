import Synchronization

/// Text that one task leaves for another.
final class LockedText: Sendable {
    private let storage = Mutex("")

    /// What was left.
    var text: String { storage.withLock { $0 } }

    /// Leaves text.
    func set(_ text: String) {
        storage.withLock { $0 = text }
    }
}
