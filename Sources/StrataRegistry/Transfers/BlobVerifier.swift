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
        let known = position - offset
        guard known >= 0, known < bytes.readableBytes else { return nil }
        bytes.withUnsafeReadableBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0.dropFirst(Int(known)))) }
        position += Int64(bytes.readableBytes) - known
        return mismatch
    }

    /// The digest of all bytes where they are complete and it is not the one expected.
    var mismatch: Digest? {
        guard position == size else { return nil }
        let actual = hasher.finalized()
        return actual == digest ? nil : actual
    }
}
