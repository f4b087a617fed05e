import StrataModel

/// Counts and digests the bytes that pass.
struct DigestingCounter {
    private var hasher = Digest.Hasher()
    /// The number of bytes so far.
    private(set) var count: Int64 = 0

    /// Takes the next bytes.
    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        hasher.update(bytes)
        count += Int64(bytes.count)
    }

    /// The digest of all bytes so far.
    var digest: Digest {
        hasher.finalized()
    }
}
