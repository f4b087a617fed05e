import NIOCore
import StrataModel

/// Holds bytes that arrive in order against a digest and a size, parts that arrive again left out.
struct BlobVerifier {
    private let digest: Digest
    private let size: Int64
    private var hasher = Digest.Hasher()
    /// How many bytes have been hashed.
    private(set) var position: Int64 = 0

    init(digest: Digest, size: Int64) {
        self.digest = digest
        self.size = size
    }

    /// Takes in bytes that stand at `offset`, of which those before ``position`` are known already.
    ///
    /// - Returns: The digest of all bytes where it is not the one expected, once the last has arrived; else `nil`.
    mutating func update(_ bytes: ByteBuffer, at offset: Int64) -> Digest? {
        // Where bytes were left out, which nobody does, they are missing in the hash, and the digest comes out wrong.
        let known = max(position - offset, 0)
        guard known < bytes.readableBytes else { return nil }
        bytes.withUnsafeReadableBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0.dropFirst(Int(known)))) }
        position = offset + Int64(bytes.readableBytes)
        return mismatch
    }

    /// The digest of all bytes where they are complete and it is not the one expected.
    var mismatch: Digest? {
        guard position == size else { return nil }
        let actual = hasher.finalized()
        return actual == digest ? nil : actual
    }
}
