public import StrataLayers
import StrataModel
public import StrataOCI

/// An image of one platform, ready to be written somewhere: its two documents, and where its layers come from.
public struct AssembledImage: Sendable {
    /// Where the bytes of a layer are.
    public enum LayerOrigin: Sendable {
        /// In a registry, where the base is.
        case repository(ImageRepository)
        /// In a file of the cache, which stays there as long as this value does.
        case cached(CachedLayer)
    }

    /// One layer.
    public struct LayerSource: Sendable {
        /// What the manifest says of it.
        public var descriptor: Descriptor
        /// Where its bytes are.
        public var origin: LayerOrigin
        /// What it carries, for the layers laid on the base.
        public var kind: WorkerImage.LayerKind?
    }

    /// The platform.
    public var platform: Platform
    /// The manifest's bytes.
    public var manifest: [UInt8]
    /// The manifest's digest, size and media type, with the platform.
    public var descriptor: Descriptor
    /// The configuration's bytes.
    public var configuration: [UInt8]
    /// The configuration's descriptor.
    public var configurationDescriptor: Descriptor
    /// The layers, the lowest first.
    public var layers: [LayerSource]
    /// The exact command that starts the worker in a container of it.
    public var command: [String]
}
