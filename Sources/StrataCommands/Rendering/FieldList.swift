/// Names and values, one below the other, the values aligned.
struct FieldList {
    private var fields: [(name: String, lines: [String])] = []

    /// Adds a field; one without text is left out, one of several lines goes on below its first.
    mutating func add(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        fields.append((name, value.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)))
    }

    /// The lines, each indented by `indentation` blanks.
    func lines(indentation: Int = 0, palette: Palette) -> [String] {
        let width = fields.map(\.name.count).max() ?? 0
        let blanks = String(repeating: " ", count: indentation)
        return fields.flatMap { name, lines in
            lines.enumerated().map { number, line in
                let label = number == 0 ? name : ""
                let padding = String(repeating: " ", count: width - label.count + 2)
                return blanks + palette.paint(label, .dim) + padding + line
            }
        }
    }
}
