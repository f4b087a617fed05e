/// The manifest of one image: its configuration and its layers, the lowest first.
///
/// https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md, or Docker's schema 2, which differs in names only.
public struct ImageManifest: Sendable, Hashable {
    /// Its own media type.
    public var mediaType: MediaType
    /// The configuration.
    public var configuration: Descriptor
    /// The layers, the lowest first.
    public var layers: [Descriptor]
    /// Words about the image.
    public var annotations: [String: String]
    /// Members that are not known here, as they were written.
    private var others: [JSONObject.Member] = []

    /// Describes an image.
    public init(
        mediaType: MediaType,
        configuration: Descriptor,
        layers: [Descriptor],
        annotations: [String: String] = [:]
    ) {
        self.mediaType = mediaType
        self.configuration = configuration
        self.layers = layers
        self.annotations = annotations
    }

    /// Reads a manifest.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - mediaType: What the registry said it is, for documents that do not say so themselves.
    /// - Throws: ``ManifestError`` where it is none, is an index, is Docker's schema 1, or has more than 512 layers.
    public init(_ bytes: [UInt8], mediaType: MediaType? = nil) throws(ManifestError) {
        let document = "image manifest"
        let object = try JSONObject(document: bytes, document)
        let type = object["mediaType"]?.string.map(MediaType.init(rawValue:)) ?? mediaType ?? .ociManifest
        guard object["schemaVersion"]?.integer == 2 else {
            throw ManifestError(
                document,
                "its schemaVersion is not 2; Docker's schema 1 is not supported: push the image again"
            )
        }
        guard type.isManifest else { throw ManifestError(document, "it says that it is '\(type)'") }
        guard let configuration = object["config"] else { throw ManifestError(document, "it has no config") }
        guard let layers = object["layers"]?.array else { throw ManifestError(document, "it has no layers") }
        guard layers.count <= 512 else { throw ManifestError(document, "it has \(layers.count) layers, more than 512") }
        var descriptors: [Descriptor] = []
        for layer in layers { descriptors.append(try Descriptor(layer, in: document)) }
        self.init(
            mediaType: type,
            configuration: try Descriptor(configuration, in: document),
            layers: descriptors,
            annotations: object["annotations"]?.object?.strings ?? [:]
        )
        let known: Set = ["schemaVersion", "mediaType", "config", "layers", "annotations"]
        others = object.members.filter { !known.contains($0.name) }
    }

    /// The document.
    public var bytes: [UInt8] {
        var object = JSONObject()
        object["schemaVersion"] = RawJSON(2)
        object["mediaType"] = RawJSON(mediaType.rawValue)
        object["config"] = configuration.json
        object["layers"] = RawJSON(layers.map(\.json))
        if !annotations.isEmpty { object["annotations"] = RawJSON(sorting: annotations) }
        for member in others { object[member.name] = member.value }
        return object.json.bytes
    }
}

extension JSONObject {
    /// Reads a document that is an object.
    package init(document bytes: [UInt8], _ name: String) throws(ManifestError) {
        do {
            guard let object = try RawJSON(parsing: bytes).object else {
                throw JSONError("it is no object, or names a key twice")
            }
            self = object
        } catch let error as JSONError {
            throw ManifestError(name, error.description)
        } catch {
            throw ManifestError(name, "\(error)")
        }
    }
}
