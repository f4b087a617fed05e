import StrataConfiguration
import StrataLayers
import StrataModel
public import StrataOCI

/// Lays a worker on a base: computes the new image's configuration and manifest.
///
/// Pure: reads no layer and asks no registry. Cost: the two documents.
public struct ImageAssembler: Sendable {
    private let base: ResolvedBase
    private let variant: ResolvedBase.Variant
    private let worker: WorkerImage
    private let settings: AssemblySettings

    /// Takes what the image is made of.
    public init(base: ResolvedBase, variant: ResolvedBase.Variant, worker: WorkerImage, settings: AssemblySettings) {
        self.base = base
        self.variant = variant
        self.worker = worker
        self.settings = settings
    }

    /// Makes the image.
    ///
    /// - Returns: The image, which is the same to the byte for the same inputs.
    /// - Throws: ``AssemblyError`` where the base has no entry point to chain, or its documents contradict each other.
    public func assemble() throws(AssemblyError) -> AssembledImage {
        guard variant.configuration.diffIDs.count == variant.manifest.layers.count else {
            throw problem(
                "its manifest has \(variant.manifest.layers.count) layers and its configuration "
                    + "\(variant.configuration.diffIDs.count)",
                remedy: "The image is damaged or no container image: push it again, or choose another"
            )
        }
        let command = try command()
        let family = MediaTypeFamily(variant.manifest.mediaType)
        if family == .docker, worker.parts.contains(where: { $0.layer.compression == .zstd }) {
            throw problem(
                "it is an image of Docker's format, which has no layers compressed with zstd",
                remedy: "Use 'worker: {compression: gzip}' in strata.yaml, or a base of OCI's format"
            )
        }
        let configuration = configuration(command: command).bytes
        let configurationDescriptor = Descriptor(
            mediaType: family.configuration,
            digest: Digest(hashing: configuration),
            size: Int64(configuration.count)
        )
        let layers = layers(family)
        var manifest = variant.manifest
        manifest.configuration = configurationDescriptor
        manifest.layers = layers.map(\.descriptor)
        manifest.annotations.merge(annotations(command: command)) { $1 }
        let bytes = manifest.bytes
        return AssembledImage(
            platform: variant.platform,
            manifest: bytes,
            descriptor: Descriptor(
                mediaType: manifest.mediaType,
                digest: Digest(hashing: bytes),
                size: Int64(bytes.count),
                platform: variant.platform
            ),
            configuration: configuration,
            configurationDescriptor: configurationDescriptor,
            layers: layers,
            command: command
        )
    }

    /// The index of one image for each platform; annotated as its members are.
    public static func index(
        of images: [AssembledImage],
        base: ResolvedBase,
        annotations: [String: String]
    ) -> ImageIndex {
        var annotations = annotations
        annotations[ImageAnnotation.baseName] = base.name
        annotations[ImageAnnotation.baseDigest] = base.digest.description
        return ImageIndex(
            mediaType: MediaTypeFamily(base.mediaType).index,
            manifests: images.map(\.descriptor),
            annotations: annotations
        )
    }

    // MARK: - Parts

    /// What starts the worker, which pods and local containers give explicitly.
    private func command() throws(AssemblyError) -> [String] {
        switch settings.entrypoint {
        case .replace, .keep:
            return worker.command
        case .chain:
            guard let entrypoint = variant.configuration.entrypoint, !entrypoint.isEmpty else {
                throw problem(
                    "it has no ENTRYPOINT that could be chained",
                    remedy: "Use 'entrypoint: replace' for it in strata.yaml"
                )
            }
            return entrypoint + worker.command
        }
    }

    private func configuration(command: [String]) -> ImageConfiguration {
        var configuration = variant.configuration
        var ours = ImageConfiguration(platform: variant.platform)
        var environment = ImageEnvironment(settings.environment.map { "\($0.name)=\($0.value)" })
        environment["STRATA_BASE_IMAGE_TAG"] = settings.tag.rawValue
        environment["STRATA_DATA_FOLDER"] = "/" + WorkerPackager.dataFolder
        ours.environment = environment
        ours.labels = labels(command: command)
        if let user = settings.user { ours.user = user }
        if let folder = settings.workingDirectory { ours.workingDirectory = folder }
        configuration.settings = ConfigurationMerge.merge(
            ancestor: JSONObject(),
            base: configuration.settings,
            image: ours.settings
        )
        if settings.entrypoint != .keep {
            configuration.entrypoint = command
            // The base's CMD was meant for its own entry point.
            configuration.command = nil
        }
        let created = Timestamp8601.text(settings.timestamp)
        configuration.created = created
        configuration.history = history(created: created)
        configuration.diffIDs += worker.parts.map(\.layer.diffID)
        return configuration
    }

    /// One entry for each layer: tools that take images apart by their history lose layers otherwise.
    private func history(created: String) -> [HistoryEntry] {
        var entries = variant.configuration.history
        let missing = variant.manifest.layers.count - entries.count { !$0.isEmptyLayer }
        if missing > 0 {
            entries += (0..<missing).map { _ in HistoryEntry(created: nil, createdBy: "", comment: "layer of the base")
            }
        }
        return entries
            + worker.parts.map { part in
                HistoryEntry(
                    created: created,
                    createdBy: "strata \(StrataVersion.current)",
                    comment: "\(part.kind.rawValue) of \(worker.program)"
                )
            }
    }

    private func layers(_ family: MediaTypeFamily) -> [AssembledImage.LayerSource] {
        let below = variant.manifest.layers.map { descriptor in
            AssembledImage.LayerSource(descriptor: descriptor, origin: base.layerOrigin, kind: nil)
        }
        let above = worker.parts.map { part in
            let mediaType =
                switch part.layer.compression {
                case .gzip: family.gzipLayer
                case .zstd: family.zstdLayer
                case .none: family.plainLayer
                }
            let annotations = family == .oci ? [ImageAnnotation.layer: part.kind.rawValue] : [:]
            return AssembledImage.LayerSource(
                descriptor: Descriptor(
                    mediaType: mediaType,
                    digest: part.layer.digest,
                    size: part.layer.size,
                    annotations: annotations
                ),
                origin: .cached(part.cached),
                kind: part.kind
            )
        }
        return below + above
    }

    private func labels(command: [String]) -> [String: String] {
        var labels = settings.labels
        labels[ImageAnnotation.version] = StrataVersion.current
        labels[ImageAnnotation.baseImageTag] = settings.tag.rawValue
        labels[ImageAnnotation.program] = worker.program
        labels[ImageAnnotation.entrypoint] = settings.entrypoint.rawValue
        labels[ImageAnnotation.workerCommand] = RawJSON(strings: command).description
        labels[ImageAnnotation.baseName] = base.name
        labels[ImageAnnotation.baseDigest] = variant.digest.description
        return labels
    }

    /// Docker's manifests have no annotations: there the labels alone say it.
    private func annotations(command: [String]) -> [String: String] {
        MediaTypeFamily(variant.manifest.mediaType) == .oci ? labels(command: command) : [:]
    }

    private func problem(_ problem: String, remedy: String) -> AssemblyError {
        AssemblyError(tag: settings.tag.rawValue, base: base.name, problem: problem, remedy: remedy)
    }
}

extension ResolvedBase {
    /// Where the bytes of its layers are.
    var layerOrigin: AssembledImage.LayerOrigin {
        switch origin {
        case .repository(let repository): .repository(repository)
        case .cached(let layer): .cached(layer)
        }
    }
}
