/// A list of images that differ in platform: OCI's image index or Docker's manifest list.
///
/// https://github.com/opencontainers/image-spec/blob/v1.1.0/image-index.md
public struct ImageIndex: Sendable, Hashable {
    /// Its own media type.
    public var mediaType: MediaType
    /// The images and whatever else it lists, in order of preference.
    public var manifests: [Descriptor]
    /// Words about it.
    public var annotations: [String: String]
    /// Members that are not known here, as they were written.
    private var others: [JSONObject.Member] = []

    /// Lists images.
    public init(mediaType: MediaType, manifests: [Descriptor], annotations: [String: String] = [:]) {
        self.mediaType = mediaType
        self.manifests = manifests
        self.annotations = annotations
    }

    /// Reads an index.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - mediaType: What the registry said it is, for documents that do not say so themselves.
    /// - Throws: ``ManifestError`` where it is none, or lists more than 1024 manifests.
    public init(_ bytes: [UInt8], mediaType: MediaType? = nil) throws(ManifestError) {
        let document = "image index"
        let object = try JSONObject(document: bytes, document)
        let type = object["mediaType"]?.string.map(MediaType.init(rawValue:)) ?? mediaType ?? .ociIndex
        guard type.isIndex else { throw ManifestError(document, "it says that it is '\(type)'") }
        guard object["schemaVersion"]?.integer == 2 else { throw ManifestError(document, "its schemaVersion is not 2") }
        guard let manifests = object["manifests"]?.array else { throw ManifestError(document, "it has no manifests") }
        guard manifests.count <= 1024 else {
            throw ManifestError(document, "it lists \(manifests.count) manifests, more than 1024")
        }
        var descriptors: [Descriptor] = []
        for manifest in manifests { descriptors.append(try Descriptor(manifest, in: document)) }
        self.init(
            mediaType: type,
            manifests: descriptors,
            annotations: object["annotations"]?.object?.strings ?? [:]
        )
        let known: Set = ["schemaVersion", "mediaType", "manifests", "annotations"]
        others = object.members.filter { !known.contains($0.name) }
    }

    /// The images among what is listed: those with a platform that is not the `unknown` of attestations.
    public var images: [Descriptor] {
        manifests.filter { descriptor in
            guard descriptor.mediaType.isManifest else { return false }
            guard let platform = descriptor.platform else { return true }
            return platform.os != "unknown" && descriptor.annotations["vnd.docker.reference.type"] == nil
        }
    }

    /// The document.
    public var bytes: [UInt8] {
        var object = JSONObject()
        object["schemaVersion"] = RawJSON(2)
        object["mediaType"] = RawJSON(mediaType.rawValue)
        object["manifests"] = RawJSON(manifests.map(\.json))
        if !annotations.isEmpty { object["annotations"] = RawJSON(sorting: annotations) }
        for member in others { object[member.name] = member.value }
        return object.json.bytes
    }
}
