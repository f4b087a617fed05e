import StrataModel
public import StrataOCI
public import StrataRegistry

/// Pushes images to a repository: every blob once, whatever the number of images; then configurations; then manifests.
///
/// An image that this machine pushed before is asked for by its tag only. Blobs that were seen in the repository are not
/// asked for again; where the registry lost one it refuses the manifest, and then each is looked for.
public struct ImagePusher: Sendable {
    private let client: RegistryClient
    private let record: PushRecord
    private let progress: @Sendable (PushProgress) -> Void

    /// Takes what pushing needs.
    ///
    /// - Parameters:
    ///   - client: Asks the registry.
    ///   - record: What is known to be there.
    ///   - progress: Told of bytes as they are sent, from any thread.
    public init(
        client: RegistryClient,
        record: PushRecord,
        progress: @escaping @Sendable (PushProgress) -> Void = { _ in }
    ) {
        self.client = client
        self.record = record
        self.progress = progress
    }

    /// Pushes images.
    ///
    /// - Parameters:
    ///   - images: The images and the tags that each gets.
    ///   - repository: Where to.
    /// - Returns: What was done for each, in their order.
    /// - Throws: `RegistryError`; blobs that were sent before stay, manifests that were not stay as they were.
    public func push(
        _ images: [(image: PackagedImage, tags: [String])],
        to repository: ImageRepository
    ) async throws -> [PushedImage] {
        let changed = try await findChanged(images, in: repository)
        var transfers: [Digest: BlobTransfer] = [:]
        do {
            transfers = try await send(changed, to: repository)
        } catch let error as RegistryError where error.code == .blobNotFound {
            record.forget(repository)
            transfers = try await send(changed, to: repository)
        }
        let changedTags = Set(changed.map(\.image.tag))
        return images.map { image, tags in
            let pushed = PushedImage(
                image,
                repository: repository,
                tags: tags,
                isChanged: changedTags.contains(image.tag),
                transfers: transfers
            )
            // A layer that several images have was sent once: the first says so.
            for layer in pushed.layers { transfers[layer.digest] = nil }
            return pushed
        }
    }

    /// The images that the repository does not have under their tags.
    private func findChanged(
        _ images: [(image: PackagedImage, tags: [String])],
        in repository: ImageRepository
    ) async throws -> [(image: PackagedImage, tags: [String])] {
        try await withThrowingTaskGroup(of: (Int, Bool).self) { group in
            for (number, (image, tags)) in images.enumerated() {
                let digest = image.descriptor.digest
                guard record.knows(digest, in: repository) else { continue }
                group.addTask { (number, try await isThere(digest, tags: tags, in: repository)) }
            }
            var present: Set<Int> = []
            for try await (number, isThere) in group where isThere { present.insert(number) }
            return images.enumerated().filter { !present.contains($0.offset) }.map(\.element)
        }
    }

    private func isThere(_ digest: Digest, tags: [String], in repository: ImageRepository) async throws -> Bool {
        for tag in tags {
            let reference = try ImageReference(registry: repository.registry, repository: repository.name, tag: tag)
            guard try await client.manifestDescriptor(reference)?.digest == digest else { return false }
        }
        return true
    }

    // MARK: - Sending

    private func send(
        _ images: [(image: PackagedImage, tags: [String])],
        to repository: ImageRepository
    ) async throws -> [Digest: BlobTransfer] {
        let transfers = try await sendBlobs(of: images.flatMap(\.image.images), to: repository)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (image, tags) in images {
                group.addTask { try await sendManifests(of: image, tags: tags, to: repository) }
            }
            try await group.waitForAll()
        }
        return transfers
    }

    private func sendBlobs(
        of images: [AssembledImage],
        to repository: ImageRepository
    ) async throws -> [Digest: BlobTransfer] {
        var jobs: [Digest: BlobJob] = [:]
        for image in images {
            for layer in image.layers where layer.descriptor.mediaType.isDistributable {
                jobs[layer.descriptor.digest] = .layer(layer)
            }
            jobs[image.configurationDescriptor.digest] = .configuration(image)
        }
        // The largest first, so that the last to end is a short one.
        let waiting = jobs.values.filter { !record.knows($0.digest, in: repository) }.sorted { $0.size > $1.size }
        return try await withThrowingTaskGroup(of: (Digest, BlobTransfer).self) { group in
            for job in waiting {
                group.addTask { (job.digest, try await send(job, to: repository)) }
            }
            var transfers: [Digest: BlobTransfer] = [:]
            for try await (digest, transfer) in group {
                record.note(digest, in: repository)
                transfers[digest] = transfer
            }
            return transfers
        }
    }

    private func send(_ job: BlobJob, to repository: ImageRepository) async throws -> BlobTransfer {
        let report: @Sendable (Int64) -> Void = { [progress] sent in
            progress(PushProgress(digest: job.digest, sent: sent, total: job.size))
        }
        switch job {
        case .configuration(let image):
            let descriptor = image.configurationDescriptor
            try await client.uploadBlob(
                .bytes(image.configuration),
                digest: descriptor.digest,
                size: descriptor.size,
                to: repository,
                progress: report
            )
            return .streamed(bytes: descriptor.size)
        case .layer(let layer):
            let descriptor = layer.descriptor
            switch layer.origin {
            case .repository(let base):
                return try await client.copyBlob(descriptor, from: base, to: repository, progress: report)
            case .cached(let cached):
                // To ask for a small blob costs as much as to send it.
                if descriptor.size > 256 * 1024, try await client.blobSize(descriptor.digest, in: repository) != nil {
                    return .present
                }
                do {
                    try await client.uploadBlob(
                        .file(cached.path),
                        digest: descriptor.digest,
                        size: descriptor.size,
                        to: repository,
                        progress: report
                    )
                } catch let error as RegistryError where error.code == .digestMismatch {
                    throw OutputError(
                        path: cached.path,
                        problem: "the registry received other bytes than the layer's digest names: \(error)",
                        remedy:
                            "If the layer in the cache is damaged, 'strata image cache --verify' removes it; try again then"
                    )
                }
                return .streamed(bytes: descriptor.size)
            }
        }
    }

    private func sendManifests(of image: PackagedImage, tags: [String], to repository: ImageRepository) async throws {
        if image.index != nil {
            for member in image.images {
                _ = try await client.putManifest(
                    member.manifest,
                    mediaType: member.descriptor.mediaType,
                    to: repository.image(member.descriptor.digest)
                )
            }
        }
        let descriptor = image.descriptor
        for tag in tags {
            let reference = try ImageReference(registry: repository.registry, repository: repository.name, tag: tag)
            _ = try await client.putManifest(image.document, mediaType: descriptor.mediaType, to: reference)
        }
        record.note(descriptor.digest, in: repository)
    }

    /// A blob to be brought to the repository.
    private enum BlobJob: Sendable {
        case layer(AssembledImage.LayerSource)
        case configuration(AssembledImage)

        var digest: Digest {
            switch self {
            case .layer(let layer): layer.descriptor.digest
            case .configuration(let image): image.configurationDescriptor.digest
            }
        }

        var size: Int64 {
            switch self {
            case .layer(let layer): layer.descriptor.size
            case .configuration(let image): image.configurationDescriptor.size
            }
        }
    }
}

extension MediaType {
    /// Whether registries hold such layers; those of Windows bases come from elsewhere.
    var isDistributable: Bool {
        !rawValue.contains("nondistributable") && !rawValue.contains("foreign")
    }
}
