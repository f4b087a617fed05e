import Foundation
import StrataModel

/// What a run reported of one metric, in a line.
struct MetricSummary: Hashable {
    /// The metric's name.
    var name: String
    /// Its points, in the order of their steps; at least one.
    var points: [MetricPoint]

    /// One summary for each metric, in the order of the names.
    static func all(_ points: [MetricPoint]) -> [MetricSummary] {
        Dictionary(grouping: points, by: \.name)
            .map { MetricSummary(name: $0.key, points: $0.value.sorted { $0.step < $1.step }) }
            .sorted { $0.name < $1.name }
    }

    /// For example `loss  40 points, 2.303 → 0.214, least 0.201 at step 38, greatest 2.303 at step 0`.
    var line: String {
        guard let first = points.first, let last = points.last else { return name }
        guard points.count > 1 else { return "\(Printable.line(name))  \(Self.text(last.value))" }
        // NaN is neither: it would win or lose every comparison.
        let numbers = points.filter { !$0.value.isNaN }
        var text =
            "\(Printable.line(name))  \(points.count) points, \(Self.text(first.value)) → \(Self.text(last.value))"
        if let least = numbers.min(by: { $0.value < $1.value }), let most = numbers.max(by: { $0.value < $1.value }) {
            text += ", least \(Self.text(least.value)) at step \(least.step)"
            text += ", greatest \(Self.text(most.value)) at step \(most.step)"
        }
        return text
    }

    /// Four significant digits.
    private static func text(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return "\(value)" }
        return String(format: "%.4g", value)
    }
}
