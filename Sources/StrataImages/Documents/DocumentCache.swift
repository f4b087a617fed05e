import FoundationEssentials
public import StrataModel

/// Manifests and configurations by digest, kept on disk so that a base that is pinned is never asked for twice.
///
/// What is read is checked against its digest: a damaged file is as good as none.
public struct DocumentCache: Sendable {
    private let folder: String

    /// Uses a folder, which is made when something is kept.
    public init(folder: String) {
        self.folder = folder
    }

    /// The document, or `nil` where it is not kept or damaged.
    public func document(_ digest: Digest) -> [UInt8]? {
        // No such file is the usual case.
        guard let data = try? Data(contentsOf: URL(filePath: path(digest))) else { return nil }
        let bytes = Array(data)
        return Digest(hashing: bytes) == digest ? bytes : nil
    }

    /// Keeps a document.
    ///
    /// - Throws: `CacheError` where the folder cannot be written.
    public func keep(_ bytes: [UInt8], digest: Digest) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: path(digest)), options: .atomic)
        } catch {
            throw CacheError(path: folder, problem: "\(error)")
        }
    }

    private func path(_ digest: Digest) -> String {
        "\(folder)/\(digest.hexadecimal).json"
    }
}
