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
            return ImagePlan(image, layers: layers)
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
