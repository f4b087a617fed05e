import FoundationEssentials
package import StrataAPI
package import StrataEngine
package import StrataModel

/// The files that an artifact's value refers to.
///
/// A path is looked up in the value's list of files, never on a disk.
package struct ArtifactFiles: Sendable {
    /// One of them.
    package struct File: Sendable, Hashable, Decodable {
        /// The blob.
        package var digest: Digest
        /// The blob's size in bytes.
        package var size: Int64
        /// The file's name, or its path within the folder.
        package var name: String
    }

    private let files: [String: File]

    /// Reads the value of an artifact.
    ///
    /// - Throws: `Problem` where the artifact is no file or folder, `StoreError` where its value cannot be read.
    package init(of artifact: ArtifactRecord, _ blobs: any BlobStore) async throws {
        guard artifact.reference.mediaType == ArtifactReference.json, artifact.reference.size <= Self.largest else {
            throw Self.noFiles
        }
        let bytes: [UInt8]
        if let inline = artifact.inline {
            bytes = inline
        } else {
            bytes = try await blobs.get(artifact.reference.digest)
        }
        guard let envelope = try? APICoding.decoder.decode(Envelope.self, from: Data(bytes)) else { throw Self.noFiles }
        if let file = envelope.strataFile {
            files = [file.name: file]
        } else if let entries = envelope.strataDirectory?.entries {
            let found = entries.compactMap { entry in
                entry.digest.map { (entry.path, File(digest: $0, size: entry.size, name: entry.path)) }
            }
            files = Dictionary(found) { first, _ in first }
        } else {
            throw Self.noFiles
        }
    }

    /// The file at `path`.
    ///
    /// - Throws: `Problem` with status 404 where there is none, or a link.
    package func file(_ path: String) throws(Problem) -> File {
        guard let file = files[path] else { throw .notFound("The artifact has no file '\(path.prefix(200))'.") }
        return file
    }

    private struct Envelope: Decodable {
        var strataFile: File?
        var strataDirectory: Directory?
    }

    private struct Directory: Decodable {
        var entries: [DirectoryEntry]
    }

    private static let largest: Int64 = 64 * 1024 * 1024
    private static let noFiles = Problem.notFound("The artifact is neither a file nor a folder.")
}
