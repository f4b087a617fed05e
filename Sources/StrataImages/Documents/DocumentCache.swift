public import StrataModel

/// Manifests and configurations by digest, kept on disk so that a base that is pinned is never asked for twice.
///
/// What is read is checked against its digest: a damaged file is as good as none.
public struct DocumentCache: Sendable {
    private let files: KeptFiles

    /// Uses a folder, which is made when something is kept.
    public init(folder: String) {
        files = KeptFiles(folder: folder)
    }

    /// The document, or `nil` where it is not kept or damaged.
    public func document(_ digest: Digest) -> [UInt8]? {
        guard let bytes = files.read(Self.name(digest)) else { return nil }
        return Digest(hashing: bytes) == digest ? bytes : nil
    }

    /// Keeps a document.
    ///
    /// - Throws: ``CacheError`` where the folder cannot be written.
    public func keep(_ bytes: [UInt8], digest: Digest) throws {
        try files.write(bytes, to: Self.name(digest))
    }

    private static func name(_ digest: Digest) -> String {
        "\(digest.hexadecimal).json"
    }
}
