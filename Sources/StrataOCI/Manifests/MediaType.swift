/// What a registry says a document or layer is.
///
/// OCI's names (https://github.com/opencontainers/image-spec/blob/v1.1.0/media-types.md) and those of Docker's image
/// manifest version 2, schema 2 (https://distribution.github.io/distribution/spec/manifest-v2-2/).
public struct MediaType: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The name.
    public let rawValue: String

    /// Takes a name; parameters after `;` are dropped and letters lowered, as comparing media types demands.
    public init(rawValue: String) {
        let name = rawValue.prefix { $0 != ";" }.filter { !$0.isWhitespace }
        self.rawValue = name.lowercased()
    }

    /// An OCI image manifest.
    public static let ociManifest = MediaType(rawValue: "application/vnd.oci.image.manifest.v1+json")
    /// An OCI image index.
    public static let ociIndex = MediaType(rawValue: "application/vnd.oci.image.index.v1+json")
    /// An OCI image configuration.
    public static let ociConfiguration = MediaType(rawValue: "application/vnd.oci.image.config.v1+json")
    /// An OCI layer that is a tar archive.
    public static let ociLayer = MediaType(rawValue: "application/vnd.oci.image.layer.v1.tar")
    /// An OCI layer compressed with gzip.
    public static let ociLayerGzip = MediaType(rawValue: "application/vnd.oci.image.layer.v1.tar+gzip")
    /// An OCI layer compressed with zstd.
    public static let ociLayerZstd = MediaType(rawValue: "application/vnd.oci.image.layer.v1.tar+zstd")
    /// A Docker image manifest.
    public static let dockerManifest = MediaType(rawValue: "application/vnd.docker.distribution.manifest.v2+json")
    /// A Docker manifest list.
    public static let dockerManifestList = MediaType(
        rawValue: "application/vnd.docker.distribution.manifest.list.v2+json"
    )
    /// A Docker image configuration.
    public static let dockerConfiguration = MediaType(rawValue: "application/vnd.docker.container.image.v1+json")
    /// A Docker layer compressed with gzip.
    public static let dockerLayerGzip = MediaType(rawValue: "application/vnd.docker.image.rootfs.diff.tar.gzip")
    /// A Docker layer that is a tar archive.
    public static let dockerLayer = MediaType(rawValue: "application/vnd.docker.image.rootfs.diff.tar")

    /// Every type that a manifest or index may have, in the order of preference.
    public static let manifests: [MediaType] = [.ociIndex, .ociManifest, .dockerManifestList, .dockerManifest]

    /// Whether it is an index of manifests.
    public var isIndex: Bool {
        self == .ociIndex || self == .dockerManifestList
    }

    /// Whether it is the manifest of one image.
    public var isManifest: Bool {
        self == .ociManifest || self == .dockerManifest
    }

    /// The name.
    public var description: String { rawValue }
}
