import StrataAPI

/// A metric of both sides: last values, and a small plot.
struct MetricView: Sendable {
    let name: String
    let label: String
    let left: String
    let right: String
    let leftLine: String
    let rightLine: String
    let words: String

    /// The plot's size, as its template has it.
    static let (width, height) = (240.0, 56.0)

    init(_ metric: Comparison.Metric) {
        name = metric.name
        label = metric.occurrence == 1 ? metric.label : "\(metric.label) \(metric.occurrence)"
        left = metric.left.last.map { PageText.number($0.value) } ?? "–"
        right = metric.right.last.map { PageText.number($0.value) } ?? "–"
        words =
            "\(metric.name): left ends at \(left) after \(PageText.count(metric.left.count, "value")), right at \(right) after \(PageText.count(metric.right.count, "value"))"
        let all = metric.left + metric.right
        let steps = Range(all.map { Double($0.step) })
        let values = Range(all.map(\.value).filter(\.isFinite))
        leftLine = Self.line(metric.left, steps, values)
        rightLine = Self.line(metric.right, steps, values)
    }

    /// The least and the greatest of some numbers.
    private struct Range {
        let low: Double
        let span: Double

        init(_ numbers: [Double]) {
            low = numbers.min() ?? 0
            let span = (numbers.max() ?? 0) - low
            self.span = span.isFinite && span > 0 ? span : 1
        }
    }

    /// The points of a polyline; values that are no numbers are left out.
    private static func line(_ points: [Comparison.Point], _ steps: Range, _ values: Range) -> String {
        points.filter { $0.value.isFinite }.map { point in
            let across = (Double(point.step) - steps.low) / steps.span * (width - 4) + 2
            let up = height - 3 - (point.value - values.low) / values.span * (height - 6)
            return "\(tenths(across)),\(tenths(up))"
        }.joined(separator: " ")
    }

    private static func tenths(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e6 else { return "0" }
        let whole = Int((value * 10).rounded())
        return "\(whole / 10).\(abs(whole % 10))"
    }
}
