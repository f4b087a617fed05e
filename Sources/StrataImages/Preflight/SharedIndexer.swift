import Synchronization

/// A layer's indexer for a closure that is called for each piece, one after another.
final class SharedIndexer: Sendable {
    private let indexer: Mutex<LayerIndexer>

    init(_ indexer: consuming sending LayerIndexer) {
        self.indexer = Mutex(indexer)
    }

    func read(_ bytes: UnsafeRawBufferPointer) throws {
        try indexer.withLock { try $0.read(bytes) }
    }

    func finish() throws -> LayerListing {
        try indexer.withLock { try $0.finish() }
    }
}
