public import Foundation
import StrataEngine
public import StrataModel

/// A folder with all that is below it as an artifact: each file streams to and from the blob store.
///
/// Regular files keep their executable bit; symbolic links are kept where they stay inside the folder. Anything else
/// (sockets, devices) is refused. Folders with nothing in them are left out.
public struct DirectoryArtifact: Artifact {
    /// One file or link in the folder.
    public typealias Entry = DirectoryEntry

    /// The files and links, in the order of their paths.
    public let entries: [Entry]
    /// The folder's name, without the folders above it.
    public let name: String
    let location: FileLocation?

    /// The sizes of all files together, in bytes.
    public var size: Int64 {
        entries.reduce(0) { $0 + $1.size }
    }

    /// Makes an artifact of a folder's present content.
    ///
    /// As with ``FileArtifact/init(contentsOf:)``, inside a run the content is copied to the store.
    ///
    /// - Throws: ``ArtifactError`` where something cannot be read, is no file, folder or link, or links out of the folder.
    public init(contentsOf url: URL) async throws {
        let root = url.path(percentEncoded: false)
        let store = RunFrame.current?.session.blobs
        var entries: [Entry] = []
        var paths: [Digest: String] = [:]
        for item in try DirectoryListing(root: root).items {
            if let target = item.link {
                entries.append(Entry(path: item.path, link: target))
                continue
            }
            let stored = try await store?.put(fileAt: item.fullPath) ?? LocalFile(path: item.fullPath).digest()
            paths[stored.digest] = item.fullPath
            entries.append(
                Entry(
                    path: item.path,
                    digest: stored.digest,
                    size: stored.size,
                    isExecutable: item.isExecutable
                )
            )
        }
        self.entries = entries
        name = url.lastPathComponent
        location = store.map { .store($0) } ?? .local(paths)
    }

    /// Writes the content to a new folder.
    ///
    /// - Throws: ``ArtifactError`` where something is at `url`, or an entry's path would leave the folder; an error in words
    ///   where content is gone or corrupt, or the disk is full. What was written until then stays.
    public func copy(to url: URL) async throws {
        let root = url.path(percentEncoded: false)
        let manager = FileManager.default
        guard !manager.fileExists(atPath: root) else {
            throw ArtifactError("'\(root)' is already there", remedy: "Choose another path, or remove it first.")
        }
        let location = try place()
        if let entry = Entry.firstEscape(among: entries) {
            throw ArtifactError("the folder has an entry '\(entry.path)', which would lead out of it")
        }
        try manager.createDirectory(atPath: root, withIntermediateDirectories: true)
        // Links come last: no file can then be written through one.
        for entry in entries where entry.link == nil {
            let target = root + "/" + entry.path
            let folder = String(target[..<(target.lastIndex(of: "/") ?? target.endIndex)])
            try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
            guard let digest = entry.digest else { continue }
            try await location.copy(digest, toFileAt: target)
            try manager.setAttributes([.posixPermissions: entry.isExecutable ? 0o755 : 0o644], ofItemAtPath: target)
        }
        for entry in entries {
            guard let link = entry.link else { continue }
            let path = root + "/" + entry.path
            let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
            try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try manager.createSymbolicLink(atPath: path, withDestinationPath: link)
        }
    }

    private func place() throws -> FileLocation {
        if let location { return location }
        if let store = RunFrame.current?.session.blobs { return .store(store) }
        throw ArtifactError(
            "the content of the folder '\(name)' is not at hand",
            remedy: "Read it inside a run, or with 'strata artifact RUN NAME --output FOLDER'."
        )
    }
}

extension DirectoryArtifact: Hashable {
    /// Folders are equal when name and content are.
    public static func == (left: DirectoryArtifact, right: DirectoryArtifact) -> Bool {
        left.entries == right.entries && left.name == right.name
    }

    /// Hashes name and content.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(entries)
        hasher.combine(name)
    }
}

extension DirectoryArtifact: Codable {
    private enum Key: String, CodingKey {
        case strataDirectory
    }

    private struct Reference: Codable {
        var entries: [Entry]
        var name: String
    }

    /// Decodes references to the content.
    public init(from decoder: any Decoder) throws {
        let reference = try decoder.container(keyedBy: Key.self).decode(Reference.self, forKey: .strataDirectory)
        entries = reference.entries
        name = reference.name
        location = FileCollector.location(of: decoder)
    }

    /// Encodes references to the content, `{"strataDirectory": {"entries": […], "name": …}}`.
    public func encode(to encoder: any Encoder) throws {
        let collector = FileCollector.of(encoder)
        for entry in entries {
            if let digest = entry.digest {
                collector?.append(FileReference(digest: digest, location: location))
            }
        }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Reference(entries: entries, name: name), forKey: .strataDirectory)
    }
}
