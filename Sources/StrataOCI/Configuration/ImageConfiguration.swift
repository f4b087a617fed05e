public import StrataModel

/// An image's configuration: what it runs and as whom, the layers it is made of and how they came to be.
///
/// https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md. It is a view of a JSON document: what is set here
/// changes in it, and all else stays byte for byte (`Healthcheck`, `Shell`, `OnBuild`, members no one has heard of).
public struct ImageConfiguration: Sendable, Hashable {
    /// The whole document.
    public private(set) var document: JSONObject

    /// The configuration of an image with no layers.
    public init(platform: Platform) {
        document = JSONObject()
        document["architecture"] = RawJSON(platform.architecture)
        document["os"] = RawJSON(platform.os)
        if let variant = platform.variant { document["variant"] = RawJSON(variant) }
        document["config"] = JSONObject().json
        document["rootfs"] = Self.rootFS([])
        document["history"] = RawJSON([RawJSON]())
    }

    /// Reads a configuration.
    ///
    /// - Throws: ``ManifestError`` where it is none: no platform, no list of layers, or a member that is used here has the
    ///   wrong type.
    public init(_ bytes: [UInt8]) throws(ManifestError) {
        let name = "image configuration"
        document = try JSONObject(document: bytes, name)
        guard document["architecture"]?.string != nil, document["os"]?.string != nil else {
            throw ManifestError(name, "it names no os and architecture")
        }
        guard let diffIDs = document["rootfs"]?.object?["diff_ids"]?.strings else {
            throw ManifestError(name, "its rootfs has no diff_ids")
        }
        for text in diffIDs where Digest(text) == nil {
            throw ManifestError(name, "'\(text.prefix(200))' in diff_ids is no SHA-256 digest")
        }
        if let config = document["config"], !config.isNull, config.object == nil {
            throw ManifestError(name, "its config is no object, or names a key twice")
        }
        for key in ["Env", "Entrypoint", "Cmd"] {
            guard let value = document["config"]?.object?[key], !value.isNull else { continue }
            guard value.strings != nil else { throw ManifestError(name, "its \(key) is no list of strings") }
        }
        if let labels = document["config"]?.object?["Labels"], !labels.isNull, labels.object?.strings == nil {
            throw ManifestError(name, "its Labels are no strings")
        }
    }

    /// The document's bytes.
    public var bytes: [UInt8] { document.json.bytes }

    /// What the image is for.
    public var platform: Platform {
        let variant = document["variant"]?.string
        return Platform(
            os: document["os"]?.string ?? "",
            architecture: document["architecture"]?.string ?? "",
            variant: variant == "" ? nil : variant
        )
    }

    /// The digests of the layers' tar archives, the lowest first.
    public var diffIDs: [Digest] {
        get { (document["rootfs"]?.object?["diff_ids"]?.strings ?? []).compactMap { Digest($0) } }
        set {
            var rootFS = document["rootfs"]?.object ?? JSONObject()
            if rootFS["type"] == nil { rootFS["type"] = RawJSON("layers") }
            rootFS["diff_ids"] = RawJSON(strings: newValue.map(\.description))
            document["rootfs"] = rootFS.json
        }
    }

    /// How the layers came to be, the lowest first.
    public var history: [HistoryEntry] {
        get { (document["history"]?.array ?? []).compactMap { $0.object.map(HistoryEntry.init) } }
        set { document["history"] = RawJSON(newValue.map(\.json)) }
    }

    /// When the image was made, as RFC 3339 has it.
    public var created: String? {
        get { document["created"]?.string }
        set { document["created"] = newValue.map { RawJSON($0) } }
    }

    /// The members of `config`, by the names they have there.
    public subscript(setting name: String) -> RawJSON? {
        get {
            guard let value = document["config"]?.object?[name], !value.isNull else { return nil }
            return value
        }
        set {
            var config = document["config"]?.object ?? JSONObject()
            config[name] = newValue
            document["config"] = config.json
        }
    }

    /// The members of `config`.
    public var settings: JSONObject {
        get { document["config"]?.object ?? JSONObject() }
        set { document["config"] = newValue.json }
    }

    /// What the image starts, before ``command``.
    public var entrypoint: [String]? {
        get { self[setting: "Entrypoint"]?.strings }
        set { self[setting: "Entrypoint"] = newValue.map { RawJSON(strings: $0) } }
    }

    /// What follows ``entrypoint``.
    public var command: [String]? {
        get { self[setting: "Cmd"]?.strings }
        set { self[setting: "Cmd"] = newValue.map { RawJSON(strings: $0) } }
    }

    /// Environment variables, in order.
    public var environment: ImageEnvironment {
        get { ImageEnvironment(self[setting: "Env"]?.strings ?? []) }
        set { self[setting: "Env"] = newValue.list.isEmpty ? nil : RawJSON(strings: newValue.list) }
    }

    /// The user and perhaps group, `1000:1000`; empty for root.
    public var user: String {
        get { self[setting: "User"]?.string ?? "" }
        set { self[setting: "User"] = RawJSON(newValue) }
    }

    /// The folder that programs start in; empty for `/`.
    public var workingDirectory: String {
        get { self[setting: "WorkingDir"]?.string ?? "" }
        set { self[setting: "WorkingDir"] = RawJSON(newValue) }
    }

    /// Labels.
    public var labels: [String: String] {
        get { self[setting: "Labels"]?.object?.strings ?? [:] }
        set { self[setting: "Labels"] = newValue.isEmpty ? nil : RawJSON(sorting: newValue) }
    }

    private static func rootFS(_ diffIDs: [Digest]) -> RawJSON {
        var rootFS = JSONObject()
        rootFS["type"] = RawJSON("layers")
        rootFS["diff_ids"] = RawJSON(strings: diffIDs.map(\.description))
        return rootFS.json
    }
}
