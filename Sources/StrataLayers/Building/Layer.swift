public import StrataModel

/// A finished layer, by what names it.
public struct Layer: Sendable, Hashable, Codable {
    /// The digest of the compressed bytes, by which registries know the layer.
    public var digest: Digest
    /// The digest of the uncompressed archive, by which image configurations know it.
    public var diffID: Digest
    /// The number of compressed bytes.
    public var size: Int64
    /// The number of bytes of the uncompressed archive.
    public var uncompressedSize: Int64
    /// How the archive is compressed.
    public var compression: LayerCompression

    /// Describes a layer.
    public init(
        digest: Digest,
        diffID: Digest,
        size: Int64,
        uncompressedSize: Int64,
        compression: LayerCompression
    ) {
        self.digest = digest
        self.diffID = diffID
        self.size = size
        self.uncompressedSize = uncompressedSize
        self.compression = compression
    }
}
