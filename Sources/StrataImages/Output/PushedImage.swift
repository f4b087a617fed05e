public import StrataModel
public import StrataOCI
public import StrataRegistry

/// An image in a registry, and what it took to bring it there.
public struct PushedImage: Sendable, Hashable {
    /// A layer of it.
    public struct Layer: Sendable, Hashable {
        /// The blob's digest.
        public var digest: Digest
        /// The blob's size in bytes.
        public var size: Int64
        /// What it carries, or `nil` for a layer of the base.
        public var kind: WorkerImage.LayerKind?
        /// How it came to the repository; `.present` where it was there.
        public var transfer: BlobTransfer
    }

    /// The base's key.
    public var tag: BaseImageTag
    /// The repository.
    public var repository: ImageRepository
    /// The tags that lead to it.
    public var tags: [String]
    /// The digest of the image or index.
    public var digest: Digest
    /// Compressed bytes of all layers, of all platforms.
    public var size: Int64
    /// The layers of all platforms, each once.
    public var layers: [Layer]
    /// The exact command that starts the worker, by platform.
    public var commands: [Platform: [String]]
    /// The platforms.
    public var platforms: [Platform]
    /// Whether anything had to be pushed.
    public var isChanged: Bool
    /// The base.
    public var baseName: String
    /// What the base's name led to.
    public var baseDigest: Digest

    init(
        _ image: PackagedImage,
        repository: ImageRepository,
        tags: [String],
        isChanged: Bool,
        transfers: [Digest: BlobTransfer]
    ) {
        tag = image.tag
        self.repository = repository
        self.tags = tags
        digest = image.descriptor.digest
        var seen: Set<Digest> = []
        layers = image.images.flatMap(\.layers).filter { seen.insert($0.descriptor.digest).inserted }.map { layer in
            Layer(
                digest: layer.descriptor.digest,
                size: layer.descriptor.size,
                kind: layer.kind,
                transfer: transfers[layer.descriptor.digest] ?? .present
            )
        }
        size = BaseDifference.total(image.images.flatMap(\.layers).map(\.descriptor))
        commands = Dictionary(image.images.map { ($0.platform, $0.command) }) { first, _ in first }
        platforms = image.images.map(\.platform)
        self.isChanged = isChanged
        baseName = image.base.name
        baseDigest = image.base.digest
    }

    /// The reference that names this very image.
    public var reference: ImageReference {
        repository.image(digest)
    }

    /// Bytes that were sent for its layers.
    public var sent: Int64 {
        layers.reduce(0) { sum, layer in
            guard case .streamed(let bytes) = layer.transfer else { return sum }
            return sum + bytes
        }
    }
}
