import StrataEngine
import StrataModel

/// Where the content of a file artifact can be read.
enum FileLocation: Sendable {
    /// In a blob store.
    case store(any BlobStore)
    /// Not stored yet: files on this machine, by digest.
    case local([Digest: String])

    /// Passes the content to `body` in pieces, its digest verified over the whole.
    func read(_ digest: Digest, _ body: (UnsafeRawBufferPointer) throws -> Void) async throws {
        switch self {
        case .store(let store):
            try await store.read(digest, body)
        case .local(let paths):
            try LocalFile(path: try Self.path(of: digest, in: paths)).read(expecting: digest, body)
        }
    }

    /// Writes the content to a new file at `path`.
    func copy(_ digest: Digest, toFileAt path: String) async throws {
        switch self {
        case .store(let store):
            try await store.copy(digest, toFileAt: path)
        case .local(let paths):
            try LocalFile(path: try Self.path(of: digest, in: paths)).copy(expecting: digest, to: path)
        }
    }

    private static func path(of digest: Digest, in paths: [Digest: String]) throws -> String {
        guard let path = paths[digest] else {
            throw ArtifactError(
                "the content \(digest) is not at hand",
                remedy: "Use the artifact inside the run it is an input of."
            )
        }
        return path
    }
}
