import StrataImages
import StrataModel

/// What `strata image push --json` prints of one base; later commands read it.
struct PushReport: Encodable {
    struct Base: Encodable {
        var name: String
        var digest: Digest
    }

    struct Layer: Encodable {
        var digest: Digest
        var size: Int64
        /// `base`, or what the layer carries.
        var kind: String
        /// `present`, `mounted` or `sent`.
        var transfer: String
    }

    /// The reference by digest: what runs use.
    var reference: String
    /// The references by tag: for people.
    var tags: [String]
    var digest: Digest
    /// Compressed bytes of all layers.
    var size: Int64
    /// Bytes of layers that were sent.
    var sent: Int64
    /// Whether anything was pushed.
    var changed: Bool
    var base: Base
    var platforms: [String]
    /// The command that starts the worker on the first platform.
    var command: [String]
    /// The command that starts the worker, by platform.
    var commands: [String: [String]]
    var layers: [Layer]

    init(_ image: PushedImage) {
        reference = image.reference.description
        tags = image.tags.map { "\(image.repository):\($0)" }
        digest = image.digest
        size = image.size
        sent = image.sent
        changed = image.isChanged
        base = Base(name: image.baseName, digest: image.baseDigest)
        platforms = image.platforms.map(\.description)
        command = image.platforms.first.flatMap { image.commands[$0] } ?? []
        commands = Dictionary(image.commands.map { ($0.key.description, $0.value) }) { first, _ in first }
        layers = image.layers.map { layer in
            Layer(
                digest: layer.digest,
                size: layer.size,
                kind: layer.kind?.rawValue ?? "base",
                transfer: TransferText.word(layer.transfer)
            )
        }
    }
}
