public import StrataModel

/// Keeps bytes under the SHA-256 of their content.
///
/// Safe for many processes at once; storing what is already there costs a look. `BlobStoreContract` in the tests states
/// what every implementation must do.
public protocol BlobStore: Sendable {
    /// Stores `bytes` and returns their digest. Durable on return.
    ///
    /// - Throws: ``StoreError`` with code `full` or `readOnly`, and others as the medium fails; nothing is left behind.
    func put(_ bytes: [UInt8]) async throws -> Digest

    /// Streams the file at `path` into the store in constant memory. Durable on return.
    ///
    /// - Throws: ``StoreError`` with code `full` where the file is larger than the space left, before copying;
    ///   `notFound` where there is no such file.
    func put(fileAt path: String) async throws -> (digest: Digest, size: Int64)

    /// The whole blob, its digest verified.
    ///
    /// - Throws: ``StoreError`` with code `notFound`, or `corrupt` where the bytes are not those the digest names.
    func get(_ digest: Digest) async throws -> [UInt8]

    /// Streams the blob to a new file at `path` in constant memory, its digest verified; the file appears only whole.
    ///
    /// - Throws: ``StoreError`` as ``get(_:)`` does, and `full` or `conflict` (something is at `path`) for the file.
    func copy(_ digest: Digest, toFileAt path: String) async throws

    /// Passes the blob to `body` in pieces of at most a megabyte, in order.
    ///
    /// The digest is verified over the whole as it goes by, so an error may come after the last piece.
    ///
    /// - Throws: ``StoreError`` as ``get(_:)`` does, and whatever `body` throws.
    func read(_ digest: Digest, _ body: (UnsafeRawBufferPointer) throws -> Void) async throws

    /// The size of the blob in bytes, or `nil` where it is not there. Reads no content.
    func size(of digest: Digest) async throws -> Int64?
}
