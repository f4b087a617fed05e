public import StrataModel
public import StrataOCI

/// What pushing one base's image would do.
public struct ImagePlan: Sendable, Hashable {
    /// What would be done for a layer.
    public enum Action: String, Sendable, Hashable, Codable {
        /// It is there, or is sent for an image before this one.
        case none
        /// It is sent from this machine.
        case send
        /// The registry takes it from the base's repository, without its passing through this machine.
        case mount
        /// It is read from the base's registry and sent, through this machine.
        case copy
    }

    /// One layer.
    public struct Layer: Sendable, Hashable {
        /// The blob's digest.
        public var digest: Digest
        /// The blob's size in bytes.
        public var size: Int64
        /// What it carries, or `nil` for a layer of the base.
        public var kind: WorkerImage.LayerKind?
        /// What would be done.
        public var action: Action
        /// Whether another base's image has it too.
        public var isShared: Bool
    }

    /// The base's key.
    public var tag: BaseImageTag
    /// The base's name.
    public var baseName: String
    /// What its name led to.
    public var baseDigest: Digest
    /// The digest that the image would have.
    public var digest: Digest
    /// The platforms.
    public var platforms: [Platform]
    /// The layers, of all platforms, each once.
    public var layers: [Layer]
    /// Bytes of the manifests and configurations, which each image has of its own; 0 where they are there.
    public var documentBytes: Int64
    /// The exact command that starts the worker, on the first platform.
    public var command: [String]
    /// The entry point that the base has, or `nil`.
    public var baseEntrypoint: [String]?
    /// The user that the image runs as; empty for root.
    public var user: String
    /// Environment variables that the image has and its base has not, or not so: `NAME=value`, in order.
    public var environment: [String]

    /// Bytes that would be sent from or through this machine.
    public var bytesToSend: Int64 {
        layers.reduce(documentBytes) { $0 + ($1.action == .send || $1.action == .copy ? $1.size : 0) }
    }

    /// Bytes of layers that no other base's image has: what nodes download for this base alone.
    public var ownBytes: Int64 {
        layers.reduce(0) { $0 + ($1.isShared ? 0 : $1.size) }
    }

    init(_ image: PackagedImage, layers: [Layer], isThere: Bool) {
        tag = image.tag
        baseName = image.base.name
        baseDigest = image.base.digest
        digest = image.descriptor.digest
        platforms = image.images.map(\.platform)
        self.layers = layers
        let documents = image.images.reduce(Int64(image.index?.bytes.count ?? 0)) {
            $0 + Int64($1.manifest.count + $1.configuration.count)
        }
        documentBytes = isThere ? 0 : documents
        command = image.images.first?.command ?? []
        let base = image.base.variants.first?.configuration
        baseEntrypoint = base?.entrypoint
        let now = image.images.first.flatMap { try? ImageConfiguration($0.configuration) }
        user = now?.user ?? ""
        let before = Set(base?.environment.list ?? [])
        environment = (now?.environment.list ?? []).filter { !before.contains($0) }
    }
}
