import StrataGraph
import StrataModel

/// A version of a function, and what it changed against the one before it.
struct VersionView: Sendable {
    /// Which it is, from 1, the oldest.
    let number: Int
    let place: String
    let words: String
    let lines: [FunctionView.Line]

    /// At most this many versions are compared with the one before.
    private static let compared = 20

    /// The versions, the newest first.
    static func views(_ versions: [FunctionRecord]) -> [VersionView] {
        versions.prefix(compared).enumerated().map { position, version in
            let before = position + 1 < versions.count ? versions[position + 1] : nil
            let lines = before.map { LineDifference.lines($0.source, version.source) } ?? []
            return VersionView(
                number: versions.count - position,
                place: "\(version.file):\(version.line)",
                words: words(version, before, lines.isEmpty),
                lines: lines.map(FunctionView.line)
            )
        }
    }

    private static func words(_ version: FunctionRecord, _ before: FunctionRecord?, _ isSameSource: Bool) -> String {
        guard let before else { return "the oldest that is kept" }
        guard isSameSource else { return "its source changed" }
        if version.settings != before.settings { return "its settings changed" }
        if version.documentation != before.documentation { return "its documentation changed" }
        return version.file == before.file && version.line != before.line ? "it moved" : "the same source"
    }
}
