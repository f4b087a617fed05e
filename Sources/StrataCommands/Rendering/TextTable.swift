/// Rows and columns of text, aligned for a font of fixed width.
struct TextTable {
    /// A heading and how the column is set.
    struct Column {
        /// The heading.
        var title: String
        /// Whether the cells stand at the column's right edge.
        var isRightAligned: Bool

        /// Describes a column.
        init(_ title: String, isRightAligned: Bool = false) {
            self.title = title
            self.isRightAligned = isRightAligned
        }
    }

    /// What stands in one place of the table.
    struct Cell {
        /// The text; line feeds and control characters are made harmless.
        var text: String
        /// What it is painted with.
        var ink: Palette.Ink?

        /// Describes a cell.
        init(_ text: String, _ ink: Palette.Ink? = nil) {
            self.text = Printable.line(text)
            self.ink = ink
        }
    }

    /// The columns from left to right.
    var columns: [Column]

    /// The headings and `rows`, one line each; nothing trails a line.
    func text(_ rows: [[Cell]], palette: Palette) -> String {
        let heading = columns.map { Cell($0.title.uppercased(), .dim) }
        return body([heading] + rows, palette: palette)
    }

    /// The rows alone.
    func body(_ rows: [[Cell]], palette: Palette) -> String {
        var widths = [Int](repeating: 0, count: columns.count)
        for row in rows {
            for (column, cell) in row.prefix(widths.count).enumerated() {
                widths[column] = max(widths[column], cell.text.count)
            }
        }
        return rows.map { line($0, widths, palette) }.joined(separator: "\n")
    }

    private func line(_ row: [Cell], _ widths: [Int], _ palette: Palette) -> String {
        let last = row.lastIndex { !$0.text.isEmpty } ?? -1
        var line = ""
        for (column, cell) in row.prefix(last + 1).enumerated() where column < columns.count {
            let padding = String(repeating: " ", count: widths[column] - cell.text.count)
            let painted = palette.paint(cell.text, cell.ink)
            if column > 0 { line += "  " }
            if columns[column].isRightAligned {
                line += padding + painted
            } else {
                line += column == last ? painted : painted + padding
            }
        }
        return line
    }
}
