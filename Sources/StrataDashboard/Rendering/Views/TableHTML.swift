import StrataModel

/// Writes tables: the first rows, from which a script goes on with sorting, filtering and turning pages.
enum TableHTML {
    /// How many rows stand on a page.
    static let pageSize = 50
    /// How many columns are shown.
    static let columnLimit = 200
    /// How much of a cell is shown before it is opened.
    static let cellLimit = 2000

    static func html(_ table: TableView, source: String, path: [Int]) -> String {
        guard !table.columns.isEmpty || !table.rows.isEmpty else {
            return "<p class=\"quiet\">A table without columns.</p>"
        }
        let width = min(columnLimit, max(table.columns.count, table.rows.prefix(pageSize).map(\.count).max() ?? 0))
        let place = path.map(String.init).joined(separator: ".")
        var html = """
            <div class="table-view" data-source="\(HTMLText.escape(source))" data-path="\(place)" data-rows="\(table.rows.count)">
            <div class="scroll" tabindex="0" role="region" aria-label="Table"><table class="data"><thead><tr>
            """
        for index in 0..<width {
            let name = table.columns.indices.contains(index) ? HTMLText.escape(table.columns[index]) : ""
            html += isNumeric(table, index) ? "<th scope=\"col\" class=\"num\">" : "<th scope=\"col\">"
            html += "\(name)</th>"
        }
        html += "</tr></thead><tbody>\n"
        for row in table.rows.prefix(pageSize) { html += self.row(row, width: width) }
        html += "</tbody></table></div>\n<p class=\"quiet small table-count\">\(count(table, width: width))</p></div>\n"
        return html
    }

    private static func row(_ row: [String], width: Int) -> String {
        var html = "<tr>"
        for index in 0..<width {
            let text = row.indices.contains(index) ? row[index] : ""
            let cell = HTMLText.escape(PageText.shortened(text, to: cellLimit))
            html += isNumber(text) ? "<td class=\"num\">\(cell)</td>" : "<td>\(cell)</td>"
        }
        return html + "</tr>\n"
    }

    private static func count(_ table: TableView, width: Int) -> String {
        let rows = PageText.count(table.rows.count, "row")
        let shown = min(table.rows.count, pageSize)
        let hidden = table.columns.count - width
        return (shown < table.rows.count ? "\(shown) of \(rows)" : rows)
            + (hidden > 0 ? ", \(PageText.count(hidden, "more column")) not shown" : "")
    }

    /// Whether what is seen of a column are numbers.
    private static func isNumeric(_ table: TableView, _ column: Int) -> Bool {
        let cells = table.rows.prefix(pageSize).compactMap { $0.indices.contains(column) ? $0[column] : nil }
        return cells.contains { !$0.isEmpty } && cells.allSatisfy { $0.isEmpty || isNumber($0) }
    }

    private static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count < 40 && Double(text) != nil
    }
}
