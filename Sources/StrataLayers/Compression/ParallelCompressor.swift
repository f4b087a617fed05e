import Dispatch

/// Cuts a stream into blocks of one size and compresses them on several threads, in order.
///
/// Every block becomes a gzip member or zstd frame of its own, so the result does not depend on the number of threads. A
/// stream that fits into one block is compressed in the calling thread.
struct ParallelCompressor: ~Copyable {
    typealias Sink = (UnsafeRawBufferPointer) throws -> Void

    private let settings: CompressionSettings
    private let width: Int
    private let queue = DispatchQueue.global(qos: .userInitiated)
    /// Blocks that are being compressed, the oldest first; a few at most.
    private var busy: [CompressionBlock] = []
    private var idle: [CompressionBlock] = []
    private var current: CompressionBlock

    /// Prepares for a stream.
    ///
    /// `threads` of them compress at once; with 1 everything happens in the calling thread.
    init(_ settings: CompressionSettings, threads: Int) throws(LayerError) {
        self.settings = settings
        // While all threads compress, one block is filled and one waits to be written. More of them would gain a twentieth
        // at best, and cost two megabytes each.
        width = threads > 1 ? threads + 1 : 0
        current = try CompressionBlock(settings)
    }

    deinit {
        // After an error: the tasks hold the buffers.
        for block in busy { block.wait() }
    }

    /// Takes the next bytes of the stream.
    ///
    /// `sink` takes what was compressed, in order, in the calling thread.
    mutating func write(_ bytes: UnsafeRawBufferPointer, to sink: Sink) throws {
        var rest = bytes
        while !rest.isEmpty {
            // Only a block that is followed by another is handed out; the last one is for `finish`.
            if current.isFull { try passOn(to: sink) }
            rest = current.take(rest)
        }
    }

    /// Compresses what is left and passes it on.
    mutating func finish(to sink: Sink) throws {
        current.compress()
        while !busy.isEmpty { try drainOldest(to: sink) }
        try current.drain(to: sink)
    }

    private mutating func passOn(to sink: Sink) throws {
        guard width > 0 else {
            current.compress()
            return try current.drain(to: sink)
        }
        current.compress(on: queue)
        busy.append(current)
        if busy.count > width { try drainOldest(to: sink) }
        if let block = idle.popLast() {
            current = block
        } else {
            current = try CompressionBlock(settings)
        }
    }

    private mutating func drainOldest(to sink: Sink) throws {
        let block = busy.removeFirst()
        block.wait()
        idle.append(block)
        try block.drain(to: sink)
    }
}
