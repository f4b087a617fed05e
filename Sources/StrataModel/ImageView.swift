import FoundationEssentials

/// A picture as the bytes of its file.
public struct ImageView: Sendable, Hashable, Codable {
    /// The formats that every viewer can show.
    public enum Format: String, Sendable, Hashable, Codable {
        /// Portable Network Graphics.
        case png = "image/png"
        /// Scalable Vector Graphics. Viewers show it without running scripts.
        case svg = "image/svg+xml"
    }

    /// How `bytes` are to be read; the raw value is the media type.
    public var format: Format
    /// The contents of the image file.
    ///
    /// In JSON they are base64 text.
    public var bytes: [UInt8]
    /// What the picture shows, in words, for people who cannot see it.
    public var caption: String

    /// Describes a picture.
    public init(format: Format, bytes: [UInt8], caption: String) {
        self.format = format
        self.bytes = bytes
        self.caption = caption
    }
}

extension ImageView {
    private enum Key: String, CodingKey {
        case format, bytes, caption
    }

    /// Decodes the form that `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        format = try container.decode(Format.self, forKey: .format)
        bytes = Array(try container.decode(Data.self, forKey: .bytes))
        caption = try container.decode(String.self, forKey: .caption)
    }

    /// Encodes with the bytes as base64 where the format is text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(format, forKey: .format)
        try container.encode(Data(bytes), forKey: .bytes)
        try container.encode(caption, forKey: .caption)
    }
}
