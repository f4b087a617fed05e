import StrataImages
import StrataModel

/// What `strata image inspect --json` prints.
struct InspectReport: Encodable {
    struct Image: Encodable {
        struct Layer: Encodable {
            var digest: Digest
            var size: Int64
            var mediaType: String
            /// What it carries, for layers that Strata laid down.
            var kind: String?
        }

        var platform: String
        var digest: Digest
        var size: Int64
        var entrypoint: [String]
        var command: [String]
        var environment: [String]
        var user: String
        var workingDirectory: String
        var labels: [String: String]
        var layers: [Layer]

        init(_ variant: ResolvedBase.Variant) {
            platform = variant.platform.description
            digest = variant.digest
            size = variant.manifest.layers.reduce(0) { $0.addingReportingOverflow($1.size).partialValue }
            let configuration = variant.configuration
            entrypoint = configuration.entrypoint ?? []
            command = configuration.command ?? []
            environment = configuration.environment.list
            user = configuration.user
            workingDirectory = configuration.workingDirectory
            labels = configuration.labels
            layers = variant.manifest.layers.map { layer in
                Layer(
                    digest: layer.digest,
                    size: layer.size,
                    mediaType: layer.mediaType.rawValue,
                    kind: layer.annotations[ImageAnnotation.layer]
                )
            }
        }
    }

    var name: String
    var digest: Digest
    var mediaType: String
    var images: [Image]

    init(_ image: ResolvedBase) {
        name = image.name
        digest = image.digest
        mediaType = image.mediaType.rawValue
        images = image.variants.map(Image.init)
    }
}
