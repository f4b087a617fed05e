/// An artifact as a metadata store keeps it.
public struct ArtifactRecord: Sendable, Hashable, Codable {
    /// What the artifact is.
    public var reference: ArtifactReference
    /// The serialised value, where it is small enough to stand beside the run (``inlineLimit``); otherwise `nil`, and
    /// the blob store has it under the reference's digest.
    public var inline: [UInt8]?
    /// How it is to be shown, if its type says so.
    public var view: ArtifactView?
    /// The blobs that the value refers to: the contents of files and directories.
    public var blobs: [Digest]

    /// Describes an artifact.
    public init(
        reference: ArtifactReference,
        inline: [UInt8]? = nil,
        view: ArtifactView? = nil,
        blobs: [Digest] = []
    ) {
        self.reference = reference
        self.inline = inline
        self.view = view
        self.blobs = blobs
    }

    /// Serialised values of up to this many bytes are kept in the metadata store, larger ones in the blob store.
    public static let inlineLimit = 16 * 1024
}
