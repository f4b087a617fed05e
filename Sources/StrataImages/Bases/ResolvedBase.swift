public import StrataLayers
public import StrataModel
public import StrataOCI

/// A base image with its documents: one manifest and configuration for each platform that is wanted of it.
public struct ResolvedBase: Sendable {
    /// The image for one platform.
    public struct Variant: Sendable, Hashable {
        /// The platform, as the configuration has it.
        public var platform: Platform
        /// The digest of the manifest.
        public var digest: Digest
        /// The manifest.
        public var manifest: ImageManifest
        /// The configuration.
        public var configuration: ImageConfiguration

        /// Collects the documents.
        public init(platform: Platform, digest: Digest, manifest: ImageManifest, configuration: ImageConfiguration) {
            self.platform = platform
            self.digest = digest
            self.manifest = manifest
            self.configuration = configuration
        }
    }

    /// The name by which users know it, as `org.opencontainers.image.base.name` has it.
    public var name: String
    /// Where its layers are.
    public var origin: Origin
    /// The digest that its name leads to: of the index, or of the only manifest.
    public var digest: Digest
    /// What the digest is of.
    public var mediaType: MediaType
    /// The digest of each platform's manifest, whether wanted or not, in the index's order.
    public var members: [Member]
    /// The wanted platforms' images.
    public var variants: [Variant]

    /// One platform that a base has.
    public struct Member: Sendable, Hashable {
        /// The platform.
        public var platform: Platform
        /// The digest of its manifest.
        public var digest: Digest
    }

    /// Where a base's layers are.
    public enum Origin: Sendable {
        /// In a registry.
        case repository(ImageRepository)
        /// In the cache: its only layer.
        case cached(CachedLayer)
    }

    /// Collects the documents.
    public init(
        name: String,
        origin: Origin,
        digest: Digest,
        mediaType: MediaType,
        members: [Member],
        variants: [Variant]
    ) {
        self.name = name
        self.origin = origin
        self.digest = digest
        self.mediaType = mediaType
        self.members = members
        self.variants = variants
    }
}
