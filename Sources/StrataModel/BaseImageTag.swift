/// The key that names one of a pipeline's base images in `strata.yaml`, for example `"cuda"`.
public struct BaseImageTag: RawRepresentable, Sendable, Hashable, Codable, ExpressibleByStringLiteral {
    /// The key as it stands under `bases:`.
    public let rawValue: String

    /// Names a base image by its key.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Names a base image by its key.
    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// Decodes a plain string.
    public init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(String.self)
    }

    /// Encodes a plain string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
