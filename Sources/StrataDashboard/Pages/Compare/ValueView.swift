import StrataAPI
import StrataModel

/// An input or output of both sides.
struct ValueView: Sendable {
    let name: String
    let type: String
    let isEqual: Bool
    /// What there is to say where no fields are listed.
    let words: String?
    let fields: [FieldView]
    let hasFields: Bool
    let hasMore: Bool
    let left: String
    let right: String

    init(_ value: Comparison.Value) {
        name = value.name
        let types = [value.left?.type, value.right?.type].compactMap(\.self)
        type = types.count == 2 && types[0] != types[1] ? "\(types[0]) → \(types[1])" : types.last ?? ""
        isEqual = value.isEqual
        fields = value.fields.map(FieldView.init)
        hasFields = !fields.isEmpty
        hasMore = value.hasMore
        left = Self.text(value.left)
        right = Self.text(value.right)
        words =
            if value.isEqual {
                "The same: \(Self.text(value.right))."
            } else if value.left == nil {
                "Only the right side has it."
            } else if value.right == nil {
                "Only the left side has it."
            } else {
                value.obstacle ?? (value.fields.isEmpty ? "The bytes differ, the values do not." : nil)
            }
    }

    private static func text(_ reference: ArtifactReference?) -> String {
        reference.map { "\(PageText.size($0.size)), \(PageText.digest($0.digest))" } ?? "–"
    }
}

/// A field that differs.
struct FieldView: Sendable {
    let path: String
    let left: String?
    let right: String?

    init(_ field: Comparison.Field) {
        path = field.path.isEmpty ? "value" : field.path
        left = field.left
        right = field.right
    }
}

/// All runs of a function.
struct FunctionView: Sendable {
    /// A line of its source.
    struct Line: Sendable {
        let kind: String
        /// The sign before it, so that colour is not all there is.
        let sign: String
        let text: String
        /// What screen readers say before it; `nil` for lines of both.
        let words: String?
    }

    let name: String
    let label: String
    let href: String
    let counts: String
    let leftTime: String
    let rightTime: String
    let differing: String?
    let isChanged: Bool
    let lines: [Line]

    init(_ function: Comparison.Function) {
        name = function.name
        label = function.label
        href = PageAddress.function(function.name)
        counts =
            function.leftCount == function.rightCount
            ? PageText.count(function.leftCount)
            : "\(PageText.count(function.leftCount)) → \(PageText.count(function.rightCount))"
        leftTime = PageText.duration(seconds: function.leftSeconds)
        rightTime = PageText.duration(seconds: function.rightSeconds)
        differing = function.differingCount > 0 ? PageText.count(function.differingCount) : nil
        isChanged = function.isChanged
        lines = function.lines.map(Self.line)
    }

    static func line(_ line: Comparison.Line) -> Line {
        switch line.kind {
        case .same: Line(kind: "same", sign: " ", text: line.text, words: nil)
        case .added: Line(kind: "added", sign: "+", text: line.text, words: "added: ")
        case .removed: Line(kind: "removed", sign: "−", text: line.text, words: "removed: ")
        case .gap: Line(kind: "gap", sign: "…", text: "", words: "lines left out")
        }
    }
}
