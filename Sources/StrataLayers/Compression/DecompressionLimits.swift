/// How much a ``Decompressor`` gives at most.
public struct DecompressionLimits: Sendable, Hashable {
    /// The largest size that data may decompress to, in bytes.
    public var maximalSize: Int64
    /// How many bytes may come of one compressed byte, on the whole; not applied to the first MiB.
    public var maximalRatio: Int64

    /// Describes limits.
    ///
    /// The standard ones let every real layer pass: gzip cannot exceed a ratio of 1032, and 64 GiB is more than any image
    /// that is in use.
    public init(maximalSize: Int64 = 64 << 30, maximalRatio: Int64 = 1100) {
        self.maximalSize = maximalSize
        self.maximalRatio = maximalRatio
    }
}
