package import StrataEngine
package import StrataModel

/// What a server needs of its blobs besides what drivers do: bytes that come and go in pieces.
package protocol RangedBlobStore: BlobStore {
    /// Stores what arrives piece by piece, in constant memory. Durable on return.
    ///
    /// - Parameters:
    ///   - pieces: The bytes, in order.
    ///   - expected: The digest they must have; `nil` for any.
    ///   - announced: How many there will be, where that is known, so that what does not fit is refused at once.
    ///   - limit: How many there may be.
    /// - Returns: The digest and the size of what was stored.
    /// - Throws: ``StoreError`` with code `corrupt` where the digest is another one or other than `announced` came,
    ///   `conflict` for more than `limit`, `full`; and what `pieces` throws. Nothing is left behind.
    func put<Pieces: AsyncSequence>(
        _ pieces: Pieces,
        expecting expected: Digest?,
        announced: Int64?,
        limit: Int64
    ) async throws -> (digest: Digest, size: Int64) where Pieces.Element: Collection<UInt8> & Sendable

    /// Opens a blob, or a part of it, for reading piece by piece.
    ///
    /// The whole blob is verified as it goes by: an error may come after the last piece, and whoever passes the pieces
    /// on has to break off then. A part cannot be verified.
    ///
    /// - Parameters:
    ///   - digest: The blob.
    ///   - range: The bytes that are wanted; `nil` for all.
    /// - Returns: The pieces, to be read once.
    /// - Throws: ``StoreError`` with code `notFound`, or `conflict` where the range does not lie within the blob.
    func pieces(of digest: Digest, in range: Range<Int64>?) async throws -> BlobPieces
}
