/// Names an artifact by its content, without carrying it.
public struct ArtifactReference: Sendable, Hashable, Codable {
    /// The SHA-256 of the serialised value.
    public var digest: Digest
    /// The size of the serialised value in bytes.
    public var size: Int64
    /// The Swift type of the value, as written in the source, for example `[Model]`.
    public var type: String
    /// How the value is serialised, for example `application/json`.
    public var mediaType: String

    /// Describes an artifact.
    public init(digest: Digest, size: Int64, type: String, mediaType: String = ArtifactReference.json) {
        self.digest = digest
        self.size = size
        self.type = type
        self.mediaType = mediaType
    }

    /// The media type of values serialised through `Codable`.
    public static let json = "application/json"
    /// The media type of a top-level `Data`: its bytes, unchanged.
    public static let bytes = "application/octet-stream"
}
