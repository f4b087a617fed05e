public import StrataModel
public import StrataOCI

/// What one base became: an image, or an index of one for each platform.
public struct PackagedImage: Sendable {
    /// The base's key.
    public var tag: BaseImageTag
    /// The base.
    public var base: ResolvedBase
    /// The images, one a platform.
    public var images: [AssembledImage]
    /// The index of them, where there is more than one platform.
    public var index: ImageIndex?

    /// Puts the images of one base together.
    public init(tag: BaseImageTag, base: ResolvedBase, images: [AssembledImage], index: ImageIndex?) {
        self.tag = tag
        self.base = base
        self.images = images
        self.index = index
    }

    /// What names the whole: the index or the only image.
    public var descriptor: Descriptor {
        if let index {
            let bytes = index.bytes
            return Descriptor(mediaType: index.mediaType, digest: Digest(hashing: bytes), size: Int64(bytes.count))
        }
        return images.first?.descriptor
            ?? Descriptor(mediaType: .ociIndex, digest: Digest(hashing: []), size: 0)
    }

    /// The bytes that ``descriptor`` names.
    public var document: [UInt8] {
        index?.bytes ?? images.first?.manifest ?? []
    }
}
