public import StrataModel
public import StrataOCI

/// A manifest or index as a registry has it.
public struct RegistryManifest: Sendable, Hashable {
    /// Its bytes, at most 4 MiB.
    public var bytes: [UInt8]
    /// What it is.
    public var mediaType: MediaType
    /// The digest of its bytes.
    public var digest: Digest

    /// Describes a manifest.
    public init(bytes: [UInt8], mediaType: MediaType, digest: Digest) {
        self.bytes = bytes
        self.mediaType = mediaType
        self.digest = digest
    }

    /// The manifest as an index lists it.
    public var descriptor: Descriptor {
        Descriptor(mediaType: mediaType, digest: digest, size: Int64(bytes.count))
    }
}
