import NIOCore

/// The bytes of a blob as they come from a registry.
///
/// Nothing is read ahead of whoever iterates. The last chunk is handed out only once all bytes have the digest they should
/// have; where they have not, the iteration throws a ``RegistryError`` of the code `digestMismatch`. What is not iterated to
/// its end is not verified. To be iterated once.
public struct BlobStream: AsyncSequence, Sendable {
    /// Bytes, never none.
    public typealias Element = [UInt8]

    let chunks: BlobDownload.Chunks

    /// Starts reading.
    public func makeAsyncIterator() -> Iterator {
        Iterator(base: chunks.makeAsyncIterator())
    }

    /// Reads chunk by chunk.
    public struct Iterator: AsyncIteratorProtocol {
        var base: BlobDownload.Chunks.Iterator

        /// The next bytes, or `nil` after the last.
        ///
        /// - Throws: ``RegistryError``, or `CancellationError` where the task is canceled.
        public mutating func next() async throws -> [UInt8]? {
            try await base.next().map { Array($0.readableBytesView) }
        }
    }
}
