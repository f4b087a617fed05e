import StrataModel

/// A metric as `--json` prints it.
struct MetricJSON: Encodable {
    /// One value.
    struct Point: Encodable {
        /// Where on the metric's axis.
        var step: Int64
        /// The value; NaN and infinities are the strings `NaN`, `Infinity` and `-Infinity`.
        var value: Double
        /// When, in ISO 8601.
        var time: String
    }

    /// The metric's name.
    var name: String
    /// Its values, in the order of their steps.
    var points: [Point]

    init(_ summary: MetricSummary) {
        name = summary.name
        points = summary.points.map { Point(step: $0.step, value: $0.value, time: $0.time.description) }
    }
}
