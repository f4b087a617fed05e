import StrataAPI
import StrataModel

/// The metrics of two runs that belong together.
enum MetricComparison {
    static func metrics(
        _ pair: Comparison.Pair,
        _ left: [MetricPoint],
        _ right: [MetricPoint]
    ) -> [Comparison.Metric] {
        let (one, other) = (lines(left), lines(right))
        return Set(one.keys).union(other.keys).sorted().map { name in
            Comparison.Metric(
                name: name,
                label: pair.label,
                occurrence: pair.occurrence,
                left: one[name] ?? [],
                right: other[name] ?? []
            )
        }
    }

    /// The values of the last attempt that reported a metric, by step, thinned out evenly.
    private static func lines(_ points: [MetricPoint]) -> [String: [Comparison.Point]] {
        Dictionary(grouping: points, by: \.name).mapValues { points in
            let last = points.map(\.attempt).max()
            let line = points.filter { $0.attempt == last }.sorted { $0.step < $1.step }
            return thinned(line).map { Comparison.Point(step: $0.step, value: $0.value) }
        }
    }

    private static func thinned(_ points: [MetricPoint]) -> [MetricPoint] {
        let limit = Comparison.Metric.pointLimit
        guard points.count > limit else { return points }
        return (0..<limit).map { points[$0 * (points.count - 1) / (limit - 1)] }
    }
}
