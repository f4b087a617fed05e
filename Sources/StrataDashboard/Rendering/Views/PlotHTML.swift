import FoundationEssentials
import StrataAPI
import StrataModel

/// Writes charts as their data, which a script draws, with a table of the same numbers for those who cannot see it.
enum PlotHTML {
    /// How many points of a series are drawn: enough for any screen.
    static let pointLimit = 4000
    /// How many rows and columns of a heat map are drawn.
    static let cellLimit = 300
    /// How many series or bars are drawn.
    static let seriesLimit = 1000
    /// How many rows the table has.
    static let rowLimit = 200

    static func html(_ plot: PlotView) -> String {
        let reduced = reduced(plot.content)
        let drawing = PlotDrawing(
            title: plot.title,
            xLabel: plot.xLabel,
            yLabel: plot.yLabel,
            content: reduced.content
        )
        guard let json = try? APICoding.encoder.encode(drawing) else {
            // Encoding strings and numbers does not fail; should it ever, the table is there.
            return table(plot)
        }
        let data = HTMLText.escape(String(decoding: json, as: UTF8.self))
        let title = plot.title.isEmpty ? "" : "<figcaption>\(HTMLText.escape(plot.title))</figcaption>"
        let words =
            reduced.isWhole
            ? "" : "<p class=\"quiet small\">Too many values to draw them all; the value has the rest.</p>"
        return """
            <figure class="plot" data-plot="\(data)">\(title)<div class="plot-area"></div>\(words)
            <details><summary>The numbers</summary>\(table(plot))</details></figure>

            """
    }

    // MARK: What is drawn

    private static func reduced(_ content: PlotView.Content) -> (content: PlotDrawing.Content, isWhole: Bool) {
        switch content {
        case .lines(let series):
            let kept = series.prefix(seriesLimit).map(PlotDrawing.Series.init)
            return (.lines(kept), series.count <= seriesLimit)
        case .bars(let labels, let values):
            let count = min(seriesLimit, min(labels.count, values.count))
            return (
                .bars(Array(labels.prefix(count)), Array(values.prefix(count))),
                count == max(labels.count, values.count)
            )
        case .heatMap(let rows, let columns, let values):
            let kept = values.prefix(cellLimit).map { Array($0.prefix(cellLimit)) }
            let isWhole = values.count <= cellLimit && values.allSatisfy { $0.count <= cellLimit }
            return (.heatMap(Array(rows.prefix(cellLimit)), Array(columns.prefix(cellLimit)), kept), isWhole)
        }
    }

    // MARK: The table

    private static func table(_ plot: PlotView) -> String {
        let (columns, rows, total) = cells(plot)
        var html = "<div class=\"scroll\"><table class=\"data\"><thead><tr>"
        for column in columns { html += "<th scope=\"col\">\(HTMLText.escape(column))</th>" }
        html += "</tr></thead><tbody>\n"
        for row in rows {
            html += "<tr>"
            for (index, cell) in row.enumerated() {
                html += (index == 0 ? "<th scope=\"row\">" : "<td class=\"num\">") + HTMLText.escape(cell)
                html += index == 0 ? "</th>" : "</td>"
            }
            html += "</tr>\n"
        }
        html += "</tbody></table></div>"
        if total > rows.count {
            html += "<p class=\"quiet small\">\(rows.count) of \(PageText.count(total, "row"))</p>"
        }
        return html
    }

    private static func cells(_ plot: PlotView) -> (columns: [String], rows: [[String]], total: Int) {
        switch plot.content {
        case .lines(let series):
            let x = plot.xLabel.isEmpty ? "x" : plot.xLabel
            var rows: [[String]] = []
            for one in series {
                for (position, value) in zip(one.x, one.y).prefix(max(0, rowLimit - rows.count)) {
                    rows.append([one.name, PageText.number(position), PageText.number(value)])
                }
            }
            let total = series.reduce(0) { $0 + min($1.x.count, $1.y.count) }
            return (["Series", x, plot.yLabel.isEmpty ? "y" : plot.yLabel], rows, total)
        case .bars(let labels, let values):
            let rows = zip(labels, values).prefix(rowLimit).map { [$0, PageText.number($1)] }
            let columns = [plot.xLabel.isEmpty ? "Label" : plot.xLabel, plot.yLabel.isEmpty ? "Value" : plot.yLabel]
            return (columns, Array(rows), min(labels.count, values.count))
        case .heatMap(let names, let columns, let values):
            let rows = values.prefix(rowLimit).enumerated().map { index, row in
                [names.indices.contains(index) ? names[index] : "\(index)"]
                    + row.prefix(cellLimit).map { PageText.number($0) }
            }
            return ([plot.yLabel] + columns.prefix(cellLimit), Array(rows), values.count)
        }
    }
}

/// A chart in the form that `plot.js` draws.
struct PlotDrawing: Encodable {
    let title: String
    let xLabel: String
    let yLabel: String
    let content: Content

    enum Content: Encodable {
        case lines([Series])
        case bars([String], [Double])
        case heatMap([String], [String], [[Double]])

        private enum Key: String, CodingKey {
            case kind, series, labels, values, rows, columns
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            switch self {
            case .lines(let series):
                try container.encode("lines", forKey: .kind)
                try container.encode(series, forKey: .series)
            case .bars(let labels, let values):
                try container.encode("bars", forKey: .kind)
                try container.encode(labels, forKey: .labels)
                try container.encode(values, forKey: .values)
            case .heatMap(let rows, let columns, let values):
                try container.encode("heatMap", forKey: .kind)
                try container.encode(rows, forKey: .rows)
                try container.encode(columns, forKey: .columns)
                try container.encode(values, forKey: .values)
            }
        }
    }

    /// A series with at most ``PlotHTML/pointLimit`` points: the lowest and highest of each stretch.
    struct Series: Encodable {
        let name: String
        let x: [Double]
        let y: [Double]

        init(_ series: PlotView.Series) {
            name = series.name
            let count = min(series.x.count, series.y.count)
            guard count > PlotHTML.pointLimit else {
                x = Array(series.x.prefix(count))
                y = Array(series.y.prefix(count))
                return
            }
            let stretch = (count * 2 + PlotHTML.pointLimit - 1) / PlotHTML.pointLimit
            var kept: [Int] = []
            for start in stride(from: 0, to: count, by: stretch) {
                let range = start..<min(count, start + stretch)
                // What is not a number is neither: a gap must stay one.
                guard let low = range.min(by: { series.y[$0] < series.y[$1] }),
                    let high = range.max(by: { series.y[$0] < series.y[$1] })
                else { continue }
                let gap = range.first { series.y[$0].isNaN }
                kept += Set([low, high] + [gap].compactMap { $0 }).sorted()
            }
            x = kept.map { series.x[$0] }
            y = kept.map { series.y[$0] }
        }
    }
}
