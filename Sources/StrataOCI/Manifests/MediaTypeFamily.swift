/// Whose media types an image uses; the layers laid on a base follow the base's family.
public enum MediaTypeFamily: String, Sendable, Hashable, Codable {
    /// OCI's.
    case oci
    /// Docker's.
    case docker

    /// The family that a manifest or index of this type belongs to.
    public init(_ type: MediaType) {
        self = type == .dockerManifest || type == .dockerManifestList ? .docker : .oci
    }

    /// The type of an image's manifest.
    public var manifest: MediaType { self == .oci ? .ociManifest : .dockerManifest }
    /// The type of an index.
    public var index: MediaType { self == .oci ? .ociIndex : .dockerManifestList }
    /// The type of a configuration.
    public var configuration: MediaType { self == .oci ? .ociConfiguration : .dockerConfiguration }
    /// The type of a layer compressed with gzip.
    public var gzipLayer: MediaType { self == .oci ? .ociLayerGzip : .dockerLayerGzip }
    /// The type of a layer that is not compressed.
    public var plainLayer: MediaType { self == .oci ? .ociLayer : .dockerLayer }
    /// The type of a layer compressed with zstd; Docker's family has none of its own, and its readers know OCI's.
    public var zstdLayer: MediaType { .ociLayerZstd }
}
