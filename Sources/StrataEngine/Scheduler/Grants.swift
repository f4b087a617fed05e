import StrataModel

/// Permissions to go on, given to runs before or after someone waits for them.
struct Grants {
    private var waiting: [RunIndex: CheckedContinuation<Void, Never>] = [:]
    private var granted: Set<RunIndex> = []

    /// Permits a run to go on.
    ///
    /// - Returns: Who waits for it, to be resumed outside the lock.
    mutating func grant(_ run: RunIndex) -> [CheckedContinuation<Void, Never>] {
        guard let continuation = waiting.removeValue(forKey: run) else {
            granted.insert(run)
            return []
        }
        return [continuation]
    }

    /// Uses a permission up if there is one.
    mutating func take(_ run: RunIndex) -> Bool {
        granted.remove(run) != nil
    }

    /// Uses a permission up if there is one; otherwise `continuation` waits for it.
    mutating func take(_ run: RunIndex, orWait continuation: CheckedContinuation<Void, Never>) -> Bool {
        if take(run) { return true }
        waiting[run] = continuation
        return false
    }
}
