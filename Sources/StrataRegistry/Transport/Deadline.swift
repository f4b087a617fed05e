/// A limit on how long something may take.
enum Deadline {
    /// Does something, and cancels it when the time is over.
    ///
    /// - Returns: The result, or `nil` where the time was over.
    /// - Throws: What the operation throws.
    static func run<Result: Sendable>(
        within limit: Duration,
        _ operation: @escaping @Sendable () async throws -> Result
    ) async throws -> Result? {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await operation() }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { return nil }
            return first
        }
    }
}
