public import StrataModel
public import StrataOCI
public import StrataRegistry

/// Copies images between repositories, byte for byte: every platform, and whatever else an index lists.
public struct ImageCopier: Sendable {
    /// Indexes may list indexes; more levels than this are no image anyone meant.
    private static let maximalDepth = 3

    private let client: RegistryClient
    private let progress: @Sendable (PushProgress) -> Void

    /// Takes what asks the registries.
    public init(client: RegistryClient, progress: @escaping @Sendable (PushProgress) -> Void = { _ in }) {
        self.client = client
        self.progress = progress
    }

    /// Copies an image, or an index with all that it lists.
    ///
    /// Within one registry layers are mounted and do not pass through this machine.
    ///
    /// - Parameters:
    ///   - source: The image.
    ///   - target: The repository and tag that it gets; with neither tag nor digest, those of `source`.
    /// - Returns: The digest, which is the same in both places, and how each blob came over.
    /// - Throws: `RegistryError`, ``BaseError`` for documents that are malformed.
    public func copy(
        _ source: ImageReference,
        to target: ImageReference
    ) async throws -> (digest: Digest, transfers: [Digest: BlobTransfer]) {
        let top = try await client.manifest(source)
        let transfers = try await copyContents(of: top, source.place, target.place, depth: 0)
        var name = target
        name.digest = nil
        name.tag = target.tag ?? source.tag
        let final = name.tag == nil ? target.place.image(top.digest) : name
        _ = try await client.putManifest(top.bytes, mediaType: top.mediaType, to: final)
        return (top.digest, transfers)
    }

    private func copyContents(
        of document: RegistryManifest,
        _ source: ImageRepository,
        _ target: ImageRepository,
        depth: Int
    ) async throws -> [Digest: BlobTransfer] {
        guard depth <= Self.maximalDepth else {
            throw BaseError(
                base: source.image(document.digest).description,
                problem: "indexes list indexes more than \(Self.maximalDepth) levels deep",
                remedy: "Copy the images that it lists, by digest"
            )
        }
        do {
            guard document.mediaType.isIndex else {
                let manifest = try ImageManifest(document.bytes, mediaType: document.mediaType)
                return try await copyBlobs(of: manifest, source, target)
            }
            let index = try ImageIndex(document.bytes, mediaType: document.mediaType)
            var transfers: [Digest: BlobTransfer] = [:]
            for member in index.manifests {
                let child = try await client.manifest(source.image(member.digest))
                let copied = try await copyContents(of: child, source, target, depth: depth + 1)
                transfers.merge(copied) { first, _ in first }
                _ = try await client.putManifest(
                    child.bytes,
                    mediaType: child.mediaType,
                    to: target.image(child.digest)
                )
            }
            return transfers
        } catch let error as ManifestError {
            throw BaseError.malformed(source.image(document.digest).description, error)
        }
    }

    private func copyBlobs(
        of manifest: ImageManifest,
        _ source: ImageRepository,
        _ target: ImageRepository
    ) async throws -> [Digest: BlobTransfer] {
        let blobs = Dictionary((manifest.layers + [manifest.configuration]).map { ($0.digest, $0) }) { first, _ in first
        }
        return try await withThrowingTaskGroup(of: (Digest, BlobTransfer).self) { group in
            for blob in blobs.values where blob.mediaType.isDistributable {
                group.addTask { [progress] in
                    let transfer = try await client.copyBlob(blob, from: source, to: target) { sent in
                        progress(PushProgress(digest: blob.digest, sent: sent, total: blob.size))
                    }
                    return (blob.digest, transfer)
                }
            }
            var transfers: [Digest: BlobTransfer] = [:]
            for try await (digest, transfer) in group { transfers[digest] = transfer }
            return transfers
        }
    }
}
