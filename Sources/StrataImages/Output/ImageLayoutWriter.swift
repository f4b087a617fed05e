import FoundationEssentials
import StrataLayers
import StrataModel
import StrataOCI
public import StrataRegistry

/// Writes images to a folder in OCI's image layout
/// (https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md).
///
/// Blobs that are there already are not fetched again. Layers of bases are streamed from their registry, whatever their
/// size, and every blob is checked against its digest.
public struct ImageLayoutWriter: Sendable {
    private let client: RegistryClient
    private let progress: @Sendable (PushProgress) -> Void

    /// Takes what reads the layers of bases.
    public init(client: RegistryClient, progress: @escaping @Sendable (PushProgress) -> Void = { _ in }) {
        self.client = client
        self.progress = progress
    }

    /// Writes images; the folder may be one that was written before, whose other images then go.
    ///
    /// - Parameters:
    ///   - images: The images and the name of each, which becomes its `org.opencontainers.image.ref.name`.
    ///   - folder: The folder, made where it is missing.
    /// - Throws: ``OutputError`` where the folder is something else or cannot be written; `RegistryError`.
    public func write(_ images: [(image: PackagedImage, name: String)], to folder: String) async throws {
        try prepare(folder)
        let members = images.flatMap(\.image.images)
        var layers: [Digest: AssembledImage.LayerSource] = [:]
        for layer in members.flatMap(\.layers) { layers[layer.descriptor.digest] = layer }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for layer in layers.values where layer.descriptor.mediaType.isDistributable {
                group.addTask { try await write(layer, to: folder) }
            }
            try await group.waitForAll()
        }
        for member in members {
            try write(member.configuration, digest: member.configurationDescriptor.digest, to: folder)
            try write(member.manifest, digest: member.descriptor.digest, to: folder)
        }
        let entries = try images.map { image, name in
            var descriptor = image.descriptor
            try write(image.document, digest: descriptor.digest, to: folder)
            descriptor.platform = image.index == nil ? image.images.first?.platform : nil
            descriptor.annotations["org.opencontainers.image.ref.name"] = name
            return descriptor
        }
        try write(ImageIndex(mediaType: .ociIndex, manifests: entries).bytes, to: "\(folder)/index.json")
    }

    /// Makes the folder one that can be written again, should this be interrupted, and rid of what an interruption left.
    private func prepare(_ folder: String) throws {
        var isFolder = false
        if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) {
            let content = isFolder ? try FileManager.default.contentsOfDirectory(atPath: folder) : [""]
            guard content.isEmpty || content.contains("oci-layout") else {
                throw OutputError(
                    path: folder,
                    problem: isFolder ? "it has files that are no image layout" : "it is no folder",
                    remedy: "Name a new folder, or one that was written before"
                )
            }
        }
        let blobs = "\(folder)/blobs/sha256"
        do {
            try FileManager.default.createDirectory(atPath: blobs, withIntermediateDirectories: true)
            for name in try FileManager.default.contentsOfDirectory(atPath: blobs) where name.contains(".") {
                try FileManager.default.removeItem(atPath: "\(blobs)/\(name)")
            }
        } catch {
            throw OutputError(path: folder, problem: "it cannot be made: \(error)")
        }
        try write(Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8), to: "\(folder)/oci-layout")
    }

    private func write(_ layer: AssembledImage.LayerSource, to folder: String) async throws {
        let descriptor = layer.descriptor
        let path = Self.path(descriptor.digest, in: folder)
        if try BlobFile.isThere(path, digest: descriptor.digest, size: descriptor.size) { return }
        switch layer.origin {
        case .cached(let cached):
            try BlobFile.copy(cached.path, to: path, digest: descriptor.digest)
        case .repository(let repository):
            try await client.readBlob(descriptor, from: repository) { chunks in
                let file = try BlobFile(path)
                for try await chunk in chunks {
                    try file.write(chunk)
                    progress(PushProgress(digest: descriptor.digest, sent: file.size, total: descriptor.size))
                }
                try file.finish()
            }
        }
    }

    private func write(_ bytes: [UInt8], digest: Digest, to folder: String) throws {
        try write(bytes, to: Self.path(digest, in: folder))
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw OutputError(path: path, problem: "it cannot be written: \(error)")
        }
    }

    private static func path(_ digest: Digest, in folder: String) -> String {
        "\(folder)/blobs/sha256/\(digest.hexadecimal)"
    }
}
