import StrataEngine

/// The bytes of a blob, or of a part of it, in pieces of at most 256 KiB; to be read once.
package struct BlobPieces: AsyncSequence, Sendable {
    /// How many bytes the whole blob has.
    package let blobSize: Int64
    /// Which of them come.
    package let range: Range<Int64>
    let source: PieceSource

    /// Reads the pieces where reading belongs, away from Swift's own pool of threads.
    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let source: PieceSource

        /// The next piece, or `nil` at the end.
        ///
        /// - Throws: ``StoreError`` with code `corrupt` at the end of a whole blob that is damaged.
        package mutating func next() async throws -> [UInt8]? {
            try await source.next()
        }
    }

    /// Begins, or goes on where another iterator stopped.
    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(source: source)
    }
}
