package import StrataAPI
package import StrataModel

/// One function: what it does, how its pipeline runs went, its source and earlier versions.
package struct FunctionPage: DashboardPage {
    package let template = "function"
    package let title: String
    let name: String
    let label: String
    let kind: String
    let place: String
    /// The documentation as HTML that our own renderer made; `nil` for none.
    let documentationHTML: String?
    let parameters: [ParameterView]
    let hasParameters: Bool
    let result: String
    let settings: [Setting]
    let hasSettings: Bool
    /// The source's lines as HTML that our own highlighter made; empty for none.
    let sourceLines: [SourceLine]
    let versions: [VersionView]
    let hasVersions: Bool
    let history: HistoryView?
    let runsHref: String

    /// How many pipeline runs the page looks back on.
    package static let historyLength = 200

    /// Describes a function.
    ///
    /// - Parameters:
    ///   - versions: The versions in which it was recorded, the newest first; at least one, or the page is `nil`.
    ///   - runs: The latest pipeline runs whose root it is, the newest first.
    ///   - now: The present.
    package init?(_ versions: [FunctionRecord], runs: [PipelineRunSummary], now: Timestamp) {
        guard let latest = versions.first else { return nil }
        name = latest.name
        label = latest.label.isEmpty ? latest.name : latest.label
        title = PageText.shortened(label, to: 120)
        kind =
            switch latest.kind {
            case .computing: "computes"
            case .graph: "describes a graph"
            case .closure: "closure"
            }
        place = "\(latest.file):\(latest.line)"
        documentationHTML = latest.documentation.isEmpty ? nil : MarkdownRenderer.html(latest.documentation)
        parameters = latest.parameters.map(ParameterView.init)
        hasParameters = !parameters.isEmpty
        result = latest.resultType
        settings = FunctionSettingsText.views(latest.settings)
        hasSettings = !settings.isEmpty
        sourceLines = latest.source.isEmpty ? [] : SourceLine.lines(latest.source, from: latest)
        self.versions = VersionView.views(versions)
        hasVersions = versions.count > 1
        history = runs.isEmpty ? nil : HistoryView(runs, now: now)
        runsHref = PageAddress.address("/runs", [("function", latest.name)])
    }
}

/// A parameter as it is declared.
struct ParameterView: Sendable {
    let name: String
    let type: String
    let words: String?

    init(_ parameter: FunctionRecord.Parameter) {
        name = parameter.name
        type = parameter.type
        words = parameter.hasDefault ? "has a default" : nil
    }
}

/// A line of source, numbered as in its file.
struct SourceLine: Sendable {
    let number: Int
    let html: String

    static func lines(_ source: String, from function: FunctionRecord) -> [SourceLine] {
        let lines = SwiftHighlighter.lines(source)
        // The record's line is that of the declaration; the comment and attributes stand above it.
        let plain = source.split(separator: "\n", omittingEmptySubsequences: false)
        let above =
            plain.firstIndex { line in
                line.split(whereSeparator: \.isWhitespace).contains("func")
                    && !line.drop(while: \.isWhitespace).hasPrefix("//")
            } ?? 0
        let (first, overflow) = function.line.subtractingReportingOverflow(above)
        let start = overflow || first < 1 || first > 10_000_000 ? 1 : first
        return lines.prefix(5000).enumerated().map { SourceLine(number: start + $0.offset, html: $0.element) }
    }
}
