import FoundationEssentials
import StrataModel

/// An input or output in JSON output: `name`, `type`, `size`, `digest`, `mediaType`, and where they apply `source` (the
/// number of the run whose output it is) and `value`.
struct ArtifactJSON: Encodable {
    /// The parameter's name, or `output`.
    var name: String
    /// The Swift type.
    var type: String
    /// The serialised value's size in bytes.
    var size: Int64
    /// The serialised value's digest.
    var digest: Digest
    /// How the value is serialised.
    var mediaType: String
    /// The run whose whole output it is.
    var source: RunIndex?
    /// The value itself, where it is JSON and at hand.
    var value: JSONValue?

    /// Describes an artifact; `bytes` are the serialised value, or `nil` where it is not at hand.
    init(name: String, reference: ArtifactReference, source: RunIndex? = nil, bytes: [UInt8]?) {
        self.name = name
        self.type = reference.type
        self.size = reference.size
        self.digest = reference.digest
        self.mediaType = reference.mediaType
        self.source = source
        if reference.mediaType == ArtifactReference.json, let bytes {
            self.value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
        }
    }
}
