import StrataModel

/// A value as bytes.
struct EncodedArtifact: Sendable {
    let bytes: [UInt8]
    /// How the value is shown, if its type says so.
    let view: ArtifactView?
    /// The files that the value refers to.
    let files: [FileReference]
}

/// A file that a value refers to, by content, and where that content can be read now.
struct FileReference: Sendable {
    let digest: Digest
    let location: FileLocation?
}
