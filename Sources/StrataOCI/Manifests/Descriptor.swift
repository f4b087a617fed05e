public import StrataModel

/// A reference to a document or layer by its digest.
///
/// https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md. Members that are not known here are kept.
public struct Descriptor: Sendable, Hashable {
    /// What the bytes are.
    public var mediaType: MediaType
    /// The digest of the bytes.
    public var digest: Digest
    /// How many bytes, from 0 on.
    public var size: Int64
    /// The platform, where an index lists images.
    public var platform: Platform?
    /// Words about it.
    public var annotations: [String: String]
    /// Members that are not known here, as they were written: `urls`, `data`, `artifactType`, `platform` with its rest.
    private var others: [JSONObject.Member] = []

    /// Describes bytes.
    public init(
        mediaType: MediaType,
        digest: Digest,
        size: Int64,
        platform: Platform? = nil,
        annotations: [String: String] = [:]
    ) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        self.platform = platform
        self.annotations = annotations
    }

    /// Reads a descriptor.
    ///
    /// - Throws: ``ManifestError`` where a member is missing or of the wrong type; `place` says where it stands.
    public init(_ json: RawJSON, in place: String) throws(ManifestError) {
        guard let object = json.object else {
            throw ManifestError(place, "a descriptor is no object, or names a key twice")
        }
        guard let mediaType = object["mediaType"]?.string else {
            throw ManifestError(place, "a descriptor has no mediaType")
        }
        guard let text = object["digest"]?.string else { throw ManifestError(place, "a descriptor has no digest") }
        guard let digest = Digest(text), digest.description == text else {
            throw ManifestError(place, "'\(text.prefix(200))' is no SHA-256 digest")
        }
        guard let size = object["size"]?.integer, size >= 0 else {
            throw ManifestError(place, "the descriptor of \(digest) has no size")
        }
        self.init(mediaType: MediaType(rawValue: mediaType), digest: digest, size: size)
        for member in object.members {
            switch member.name {
            case "mediaType", "digest", "size": break
            case "annotations" where member.value.object?.strings != nil:
                annotations = member.value.object?.strings ?? [:]
            case "platform":
                platform = Self.platform(member.value)
                others.append(member)
            default: others.append(member)
            }
        }
    }

    private static func platform(_ json: RawJSON) -> Platform? {
        guard let object = json.object, let os = object["os"]?.string,
            let architecture = object["architecture"]?.string
        else { return nil }
        let variant = object["variant"]?.string
        return Platform(os: os, architecture: architecture, variant: variant == "" ? nil : variant)
    }

    /// The descriptor as a value.
    public var json: RawJSON {
        var object = JSONObject()
        object["mediaType"] = RawJSON(mediaType.rawValue)
        object["digest"] = RawJSON(digest.description)
        object["size"] = RawJSON(size)
        if !annotations.isEmpty { object["annotations"] = RawJSON(sorting: annotations) }
        for member in others { object[member.name] = member.value }
        // What was read is kept, with members such as `os.version`; what was set here is written.
        if let platform, object["platform"].map(Self.platform) != platform {
            object["platform"] = platform.json
        }
        return object.json
    }
}

extension Platform {
    /// The platform as an index writes it.
    var json: RawJSON {
        var object = JSONObject()
        object["architecture"] = RawJSON(architecture)
        object["os"] = RawJSON(os)
        if let variant { object["variant"] = RawJSON(variant) }
        return object.json
    }
}
