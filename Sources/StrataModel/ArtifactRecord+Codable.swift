import FoundationEssentials

extension ArtifactRecord {
    private enum Key: String, CodingKey {
        case reference, inline, view, blobs
    }

    /// Decodes the form that `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        reference = try container.decode(ArtifactReference.self, forKey: .reference)
        inline = try container.decodeIfPresent(Data.self, forKey: .inline).map(Array.init)
        view = try container.decodeIfPresent(ArtifactView.self, forKey: .view)
        blobs = try container.decodeIfPresent([Digest].self, forKey: .blobs) ?? []
    }

    /// Encodes with the bytes as base64 where the format is text, and without an empty list of blobs.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(reference, forKey: .reference)
        try container.encodeIfPresent(inline.map { Data($0) }, forKey: .inline)
        try container.encodeIfPresent(view, forKey: .view)
        if !blobs.isEmpty { try container.encode(blobs, forKey: .blobs) }
    }
}
