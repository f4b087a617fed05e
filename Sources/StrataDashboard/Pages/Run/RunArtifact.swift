import StrataAPI
import StrataModel

/// An input or the output of a run.
struct RunArtifact: Sendable {
    let name: String
    let anchor: String
    let type: String
    let digest: String
    let shortDigest: String
    let size: String
    let mediaType: String?
    let download: String
    /// What shows the value: HTML.
    let bodyHTML: String
    /// Whether the value itself stands beside its view.
    let rawHTML: String?
    /// The run that made it.
    let source: RunReference?
    /// Why no run made it.
    let origin: String?

    init(
        name: String,
        anchor: String,
        record: ArtifactRecord,
        path: String,
        topHeading: Int = 4,
        source: RunReference?,
        origin: String?
    ) {
        let reference = record.reference
        self.name = name
        self.anchor = anchor
        type = reference.type
        digest = reference.digest.description
        shortDigest = PageText.digest(reference.digest)
        size = PageText.size(reference.size)
        mediaType = reference.mediaType == ArtifactReference.json ? nil : reference.mediaType
        download = "/api/v1\(path)/value?download"
        let value = Self.value(record, path: path)
        if let view = record.view {
            bodyHTML = ViewHTML(source: path, topHeading: topHeading).html(view)
            rawHTML = value
        } else {
            bodyHTML = value
            rawHTML = nil
        }
        self.source = source
        self.origin = origin
    }

    /// The value as it is stored: files as a list, text as text that a script makes a tree of.
    private static func value(_ record: ArtifactRecord, path: String) -> String {
        let reference = record.reference
        let isText = reference.mediaType == ArtifactReference.json || reference.mediaType.hasPrefix("text/")
        guard isText else {
            return
                "<p class=\"quiet\">\(PageText.size(reference.size)) of \(HTMLText.escape(reference.mediaType)); to download.</p>"
        }
        let kind = reference.mediaType == ArtifactReference.json ? "json" : "text"
        let place =
            "data-value=\"/api/v1\(HTMLText.escape(path))/value\" data-kind=\"\(kind)\" data-size=\"\(reference.size)\""
        guard let bytes = record.inline else {
            return """
                <div class="value" \(place)><p class="quiet">\(PageText.size(reference.size)), stored as a blob.</p></div>
                """
        }
        if let files = StoredFilesHTML(source: path).html(bytes) { return files }
        let text = HTMLText.escape(String(decoding: bytes, as: UTF8.self))
        return "<div class=\"value\" \(place)><pre class=\"value-text\">\(text)</pre></div>"
    }
}

extension RunArtifact {
    /// The inputs of a run, in the order of the parameters.
    static func inputs(_ detail: RunDetail) -> [RunArtifact] {
        let links = Dictionary(detail.upstream.map { ($0.index, $0) }) { first, _ in first }
        return detail.run.inputs.enumerated().map { index, input in
            let source = input.source.map { links[$0] ?? RunLink(index: $0, label: "run \($0)", state: .succeeded) }
            // The parts of outputs that an input was put together from.
            let parts = detail.upstream.filter { $0.input == input.name && $0.index != input.source }
            let origin: String? =
                source != nil
                ? nil
                : parts.isEmpty
                    ? "given by the caller"
                    : "made of "
                        + parts.map { "\($0.path.isEmpty ? "the output" : $0.path) of \($0.label) (run \($0.index))" }
                        .joined(separator: ", ")
            return RunArtifact(
                name: input.name,
                anchor: "input-\(index)",
                record: input.artifact,
                path: "/runs/\(detail.id)/inputs/\(PageAddress.encoded(input.name))",
                source: source.map { RunReference($0, in: detail.id.pipelineRun) },
                origin: origin
            )
        }
    }

    /// The output of a run, if it has one.
    static func output(_ detail: RunDetail) -> RunArtifact? {
        detail.run.output.map { record in
            RunArtifact(
                name: "Output",
                anchor: "output",
                record: record,
                path: "/runs/\(detail.id)/output",
                topHeading: 3,
                source: nil,
                origin: nil
            )
        }
    }
}
