import StrataModel
public import StrataOCI
public import StrataRegistry

/// Finds out what a push would do, and does nothing of it.
public struct ImagePlanner: Sendable {
    private let client: RegistryClient

    /// Takes what asks the registry.
    public init(client: RegistryClient) {
        self.client = client
    }

    /// Plans the push of images.
    ///
    /// - Parameters:
    ///   - images: The images.
    ///   - repository: Where to.
    /// - Returns: A plan for each, in their order.
    /// - Throws: `RegistryError` where the registry cannot be asked.
    public func plan(_ images: [PackagedImage], to repository: ImageRepository) async throws -> [ImagePlan] {
        let all = images.flatMap(\.images).flatMap(\.layers)
        var sources = Dictionary(all.map { ($0.descriptor.digest, $0) }) { first, _ in first }
        sources = sources.filter { $0.value.descriptor.mediaType.isDistributable }
        let present = try await withThrowingTaskGroup(of: (Digest, Bool).self) { group in
            for digest in sources.keys {
                group.addTask { (digest, try await client.blobSize(digest, in: repository) != nil) }
            }
            var present: Set<Digest> = []
            for try await (digest, isThere) in group where isThere { present.insert(digest) }
            return present
        }
        var uses: [Digest: Int] = [:]
        for image in images {
            for digest in Set(image.images.flatMap(\.layers).map(\.descriptor.digest)) { uses[digest, default: 0] += 1 }
        }
        var planned: Set<Digest> = []
        let unchanged = try await findUnchanged(images, in: repository)
        return images.map { image in
            var seen: Set<Digest> = []
            let layers = image.images.flatMap(\.layers).filter { seen.insert($0.descriptor.digest).inserted }.map {
                layer in
                let digest = layer.descriptor.digest
                let action = action(
                    for: layer,
                    repository,
                    isPresent: present.contains(digest) || planned.contains(digest)
                )
                planned.insert(digest)
                return ImagePlan.Layer(
                    digest: digest,
                    size: layer.descriptor.size,
                    kind: layer.kind,
                    action: action,
                    isShared: uses[digest, default: 0] > 1
                )
            }
            return ImagePlan(image, layers: layers, isThere: unchanged.contains(image.tag))
        }
    }

    /// The images that the repository has already.
    private func findUnchanged(
        _ images: [PackagedImage],
        in repository: ImageRepository
    ) async throws -> Set<BaseImageTag> {
        try await withThrowingTaskGroup(of: BaseImageTag?.self) { group in
            for image in images {
                group.addTask {
                    let found = try await client.manifestDescriptor(repository.image(image.descriptor.digest))
                    return found == nil ? nil : image.tag
                }
            }
            var tags: Set<BaseImageTag> = []
            for try await tag in group { if let tag { tags.insert(tag) } }
            return tags
        }
    }

    private func action(
        for layer: AssembledImage.LayerSource,
        _ repository: ImageRepository,
        isPresent: Bool
    ) -> ImagePlan.Action {
        if isPresent { return .none }
        guard case .repository(let base) = layer.origin else { return .send }
        return base.registry == repository.registry ? .mount : .copy
    }
}
