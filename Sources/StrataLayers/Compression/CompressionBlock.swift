import Dispatch
import Synchronization

/// One block on its way through a compressor, with buffers that are used again for later blocks.
///
/// Unchecked: at any time a block belongs to one thread. It is the one that feeds ``ParallelCompressor``, except for the
/// time between a task's success in ``claim()`` and its signal, when it is that task's.
final class CompressionBlock: @unchecked Sendable {
    private let compressor: BlockCompressor
    private let input: UnsafeMutableRawBufferPointer
    private let output: UnsafeMutableRawBufferPointer
    private let isOffered = Atomic(false)
    private let done = DispatchSemaphore(value: 0)
    private var filled = 0
    private var result: Result<Int, LayerError> = .success(0)

    init(_ settings: CompressionSettings) throws(LayerError) {
        compressor = try BlockCompressor(settings)
        // Untouched pages of large buffers cost nothing, so small layers pay for what they use.
        input = .allocate(byteCount: settings.blockSize, alignment: 64)
        output = .allocate(byteCount: compressor.bound(settings.blockSize), alignment: 64)
    }

    deinit {
        input.deallocate()
        output.deallocate()
    }

    /// Whether no further byte fits.
    var isFull: Bool {
        filled == input.count
    }

    /// Takes the first bytes of `bytes`, as many as fit.
    ///
    /// - Returns: The bytes that are left.
    func take(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let count = min(bytes.count, input.count - filled)
        let part = UnsafeRawBufferPointer(rebasing: bytes[..<count])
        UnsafeMutableRawBufferPointer(rebasing: input[filled...]).copyMemory(from: part)
        filled += count
        return UnsafeRawBufferPointer(rebasing: bytes[count...])
    }

    /// Compresses in the calling thread.
    func compress() {
        let bytes = UnsafeRawBufferPointer(rebasing: input[..<filled])
        do throws(LayerError) {
            result = .success(try compressor.compress(bytes, into: output))
        } catch {
            result = .failure(error)
        }
    }

    /// Has `queue` compress, if it comes to it before ``wait()`` does.
    func compress(on queue: DispatchQueue) {
        isOffered.store(true, ordering: .releasing)
        queue.async {
            guard self.claim() else { return }
            self.compress()
            self.done.signal()
        }
    }

    /// Waits until the block is compressed; if no other thread has begun, this one does it.
    ///
    /// So a queue whose threads are all taken, perhaps by callers that wait here, costs time but never stops anyone.
    func wait() {
        if claim() {
            compress()
        } else {
            done.wait()
        }
    }

    private func claim() -> Bool {
        isOffered.compareExchange(expected: true, desired: false, ordering: .acquiring).exchanged
    }

    /// Passes on what was compressed, and makes the block an empty one.
    func drain(to sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        let count = try result.get()
        filled = 0
        try sink(UnsafeRawBufferPointer(rebasing: output[..<count]))
    }
}
