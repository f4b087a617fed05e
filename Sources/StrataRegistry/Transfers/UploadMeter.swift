import Synchronization

/// Counts what an upload has sent, and tells whoever wants to know.
final class UploadMeter: Sendable {
    private let progress: @Sendable (Int64) -> Void
    private let total = Mutex<Int64>(0)

    init(_ progress: @escaping @Sendable (Int64) -> Void) {
        self.progress = progress
    }

    /// All bytes that were handed to connections.
    var sent: Int64 { total.withLock { $0 } }

    func report(upTo offset: Int64, sent: Int) {
        total.withLock { $0 += Int64(sent) }
        progress(offset)
    }
}
