import StrataModel

/// The function that a run executes, as it stood then.
struct RunFunction: Sendable {
    let name: String
    let kind: String
    let place: String
    let result: String
    let parameters: [Parameter]
    let settings: [String]
    let tags: [String]
    /// HTML of its documentation; `nil` for none.
    let documentation: String?
    let lines: [Line]
    let address: String
    let source: String

    /// A parameter.
    struct Parameter: Sendable {
        let name: String
        let type: String
        let hasDefault: Bool
    }

    /// A line of the source.
    struct Line: Sendable {
        let number: String
        let lineHTML: String
    }

    /// How many lines of source are shown.
    private static let lineLimit = 2000

    init(_ function: FunctionRecord) {
        name = function.name
        kind =
            switch function.kind {
            case .computing: "computes its output"
            case .graph: "describes a graph of other functions' runs"
            case .closure: "a closure or an operator on futures"
            }
        place = "\(function.file):\(function.line)"
        result = function.resultType
        parameters = function.parameters.map { Parameter(name: $0.name, type: $0.type, hasDefault: $0.hasDefault) }
        settings = SettingsWords.sentences(function.settings)
        tags = function.settings.tags
        documentation =
            function.documentation.isEmpty ? nil : MarkdownRenderer.html(function.documentation, topHeading: 3)
        let first = Self.firstLine(function)
        lines =
            function.source.isEmpty
            ? []
            : SwiftHighlighter.lines(function.source).prefix(Self.lineLimit).enumerated().map { index, html in
                Line(number: "\(first + index)", lineHTML: html)
            }
        address = PageAddress.function(function.name)
        source = function.source
    }

    /// The line that the source text begins on: what stands before the `func` keyword belongs to it, too.
    private static func firstLine(_ function: FunctionRecord) -> Int {
        let lines = function.source.split(separator: "\n", omittingEmptySubsequences: false)
        let keyword = lines.firstIndex { line in
            line.split(whereSeparator: { !$0.isLetter }).contains("func")
                && !line.drop(while: \.isWhitespace).hasPrefix("//")
        }
        return max(1, function.line - (keyword ?? 0))
    }
}
