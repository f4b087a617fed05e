import FoundationEssentials
import StrataConfiguration
import StrataLayers
import StrataModel
import StrataOCI
public import StrataRegistry

/// Checks that images' workers will start, without starting a container.
///
/// Reads the layers of bases, each once: what was found in a layer is kept by its digest.
public struct Preflight: Sendable {
    private let client: RegistryClient
    private let files: KeptFiles

    /// Takes what reads the layers, and the folders in which listings are kept.
    public init(client: RegistryClient, folders: ImageFolders) {
        self.client = client
        files = KeptFiles(folder: folders.listings)
    }

    /// Checks images.
    ///
    /// - Parameters:
    ///   - images: The images.
    ///   - plans: What the file says of their bases.
    /// - Returns: All that was found, in the order of the images; nothing where all is well.
    /// - Throws: `RegistryError`, `LayerError` for a layer that is damaged or an attack, ``CacheError``.
    public func check(_ images: [PackagedImage], plans: [BasePlan]) async throws -> [PreflightFinding] {
        let layers = images.flatMap(\.images).flatMap(\.layers).filter { $0.kind == nil }
        let unique = Dictionary(layers.map { ($0.descriptor.digest, $0) }) { first, _ in first }
        let listings = try await withThrowingTaskGroup(of: (Digest, LayerListing).self) { group in
            var waiting = unique.values.filter { $0.descriptor.mediaType.isDistributable }.makeIterator()
            // Unpacking is work for processors: more at once would only take memory.
            for _ in 0..<2 {
                if let layer = waiting.next() { group.addTask { (layer.descriptor.digest, try await listing(layer)) } }
            }
            var listings: [Digest: LayerListing] = [:]
            while let (digest, listing) = try await group.next() {
                listings[digest] = listing
                if let layer = waiting.next() {
                    group.addTask { (layer.descriptor.digest, try await self.listing(layer)) }
                }
            }
            return listings
        }
        return try images.flatMap { image in
            try image.images.flatMap { try findings($0, of: image, plans, listings) }
        }
    }

    private func findings(
        _ member: AssembledImage,
        of image: PackagedImage,
        _ plans: [BasePlan],
        _ listings: [Digest: LayerListing]
    ) throws -> [PreflightFinding] {
        let base = image.base.variants.first { $0.platform == member.platform }
        return ImagePreflight(
            tag: image.tag,
            platform: member.platform,
            configuration: try ImageConfiguration(member.configuration),
            entrypoint: plans.first { $0.tag == image.tag }?.entrypoint ?? .replace,
            baseEntrypoint: base?.configuration.entrypoint ?? [],
            files: ImageFiles(member.layers.compactMap { listings[$0.descriptor.digest] })
        ).findings()
    }

    private func listing(_ layer: AssembledImage.LayerSource) async throws -> LayerListing {
        let kept = layer.descriptor.digest.hexadecimal
        if let listing = files.read(kept).flatMap({ LayerListing(text: $0) }) { return listing }
        let listing: LayerListing
        do {
            listing = try await read(layer)
        } catch let error as LayerError {
            throw LayerError(
                error.code,
                "layer \(layer.descriptor.digest) of \(Self.place(of: layer)): \(error.message)",
                remedy: error.remedy
            )
        }
        try files.write(listing.text, to: kept)
        return listing
    }

    private static func place(of layer: AssembledImage.LayerSource) -> String {
        switch layer.origin {
        case .repository(let repository): repository.description
        case .cached: MinimalBase.name
        }
    }

    private func read(_ layer: AssembledImage.LayerSource) async throws -> LayerListing {
        switch layer.origin {
        case .cached(let cached):
            var indexer = try LayerIndexer()
            let data = try Data(contentsOf: URL(filePath: cached.path), options: .alwaysMapped)
            try data.withUnsafeBytes { try indexer.read($0) }
            return try indexer.finish()
        case .repository(let repository):
            return try await client.readBlob(layer.descriptor, from: repository) { chunks in
                var indexer = try LayerIndexer()
                for try await chunk in chunks { try chunk.withUnsafeBytes { try indexer.read($0) } }
                return try indexer.finish()
            }
        }
    }
}
