/// Memory for one piece of a file, used again for each: reading takes the same space however large the file is.
final class PieceBuffer {
    /// A mebibyte: large enough that system calls cost nothing, small enough to stay near the processor.
    static let size = 1 << 20

    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: PieceBuffer.size, alignment: 16)

    /// Takes the memory.
    init() {}

    deinit {
        memory.deallocate()
    }

    /// The next piece of the file, valid until the next call; empty at the end.
    func fill(from file: borrowing OpenFile) throws(SystemError) -> UnsafeRawBufferPointer {
        let count = try file.read(into: memory)
        return UnsafeRawBufferPointer(rebasing: memory[..<count])
    }
}
