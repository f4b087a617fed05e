import Synchronization

/// Counts what an upload has sent, and tells whoever wants to know.
final class UploadMeter: Sendable {
    private let progress: @Sendable (Int64) -> Void
    private let counts = Mutex((sent: Int64(0), farthest: Int64(0)))

    init(_ progress: @escaping @Sendable (Int64) -> Void) {
        self.progress = progress
    }

    /// All bytes that were handed to connections.
    var sent: Int64 { counts.withLock { $0.sent } }

    /// How far into the blob any connection came.
    var farthest: Int64 { counts.withLock { $0.farthest } }

    func report(upTo offset: Int64, sent: Int) {
        counts.withLock { counts in
            counts.sent += Int64(sent)
            counts.farthest = max(counts.farthest, offset)
        }
        progress(offset)
    }
}
