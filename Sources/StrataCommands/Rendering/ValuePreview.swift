import StrataModel

/// A value on one line, as much of it as fits.
enum ValuePreview {
    /// The value in at most about `width` characters, its size told where it is cut; `bytes` are the serialised value,
    /// or `nil` where they are not at hand.
    static func text(_ artifact: ArtifactReference, bytes: [UInt8]?, width: Int) -> String {
        guard let bytes else { return "(\(SizeText.text(artifact.size)), stored as a blob)" }
        guard artifact.mediaType == ArtifactReference.json else {
            return "(\(SizeText.text(artifact.size)) of \(Printable.line(artifact.mediaType)))"
        }
        if let files = StoredFiles.reference(in: bytes) { return "(\(files.summary))" }
        // A character has at most a handful of bytes that matter here; the rest is never looked at.
        let compact = JSONText.compact(bytes, limit: max(1, width) * 8)
        let text = Printable.line(String(decoding: compact, as: UTF8.self))
        let size = " (\(SizeText.text(artifact.size)))"
        guard text.count > width else { return text }
        return text.prefix(max(1, width - 1 - size.count)) + "…" + size
    }
}
