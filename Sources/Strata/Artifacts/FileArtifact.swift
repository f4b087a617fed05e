public import Foundation
import StrataEngine
public import StrataModel

/// A file as an artifact: it streams to and from the blob store, whatever its size.
///
/// ```swift
/// @Func
/// func convert(video: FileArtifact) async throws -> FileArtifact {
///     let source = folder.appending(path: video.name)
///     try await video.copy(to: source)
///     …
///     return try await FileArtifact(contentsOf: result)
/// }
/// ```
public struct FileArtifact: Artifact {
    /// The SHA-256 of the content.
    public let digest: Digest
    /// The size of the content in bytes.
    public let size: Int64
    /// The file's name, without folders.
    public let name: String
    let location: FileLocation?

    /// Makes an artifact of a file's present content.
    ///
    /// Inside a run the content is copied to the store, in constant memory. Outside of any run it is only hashed, and
    /// copied when a pipeline takes the artifact; the file must not change until then.
    ///
    /// - Throws: ``ArtifactError`` where the file cannot be read; an error in words where the store is full.
    public init(contentsOf url: URL) async throws {
        let path = url.path(percentEncoded: false)
        name = url.lastPathComponent
        if let store = RunFrame.current?.session.blobs {
            (digest, size) = try await store.put(fileAt: path)
            location = .store(store)
        } else {
            (digest, size) = try LocalFile(path: path).digest()
            location = .local([digest: path])
        }
    }

    /// Copies the content to a new file, in constant memory; the file appears only whole and verified.
    ///
    /// - Throws: An error in words where something is at `url`, the content is gone or corrupt, or the disk is full.
    public func copy(to url: URL) async throws {
        try await place().copy(digest, toFileAt: url.path(percentEncoded: false))
    }

    /// Passes the content to `body` in pieces of at most a megabyte, in order.
    ///
    /// The digest is verified over the whole, so an error may come after the last piece.
    public func read(_ body: (UnsafeRawBufferPointer) throws -> Void) async throws {
        try await place().read(digest, body)
    }

    /// The whole content, for files that fit into memory.
    public func data() async throws -> Data {
        var data = Data(capacity: Int(size))
        try await read { data.append(contentsOf: $0) }
        return data
    }

    private func place() throws -> FileLocation {
        if let location { return location }
        if let store = RunFrame.current?.session.blobs { return .store(store) }
        throw ArtifactError(
            "the content of '\(name)' (\(digest)) is not at hand",
            remedy: "Read it inside a run, or with 'strata artifact RUN NAME --output FILE'."
        )
    }
}

extension FileArtifact: Hashable {
    /// Files are equal when name and content are.
    public static func == (left: FileArtifact, right: FileArtifact) -> Bool {
        left.digest == right.digest && left.name == right.name
    }

    /// Hashes name and content's digest.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(digest)
        hasher.combine(name)
    }
}

extension FileArtifact: Codable {
    private enum Key: String, CodingKey {
        case strataFile
    }

    private struct Reference: Codable {
        var digest: Digest
        var size: Int64
        var name: String
    }

    /// Decodes a reference to the content.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let reference = try container.decode(Reference.self, forKey: .strataFile)
        guard !reference.name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == 0 }), reference.name != ".."
        else {
            // Whoever appends it to a folder's path must stay in that folder.
            throw DecodingError.dataCorruptedError(
                forKey: .strataFile,
                in: container,
                debugDescription: "'\(reference.name)' is no file's name"
            )
        }
        digest = reference.digest
        size = reference.size
        name = reference.name
        location = FileCollector.location(of: decoder)
    }

    /// Encodes a reference to the content, `{"strataFile": {"digest": …, "name": …, "size": …}}`.
    public func encode(to encoder: any Encoder) throws {
        FileCollector.of(encoder)?.append(FileReference(digest: digest, location: location))
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Reference(digest: digest, size: size, name: name), forKey: .strataFile)
    }
}
