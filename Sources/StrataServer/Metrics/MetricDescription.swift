/// What a family of metrics is called, and what it means.
struct MetricDescription: Sendable {
    /// The name, by Prometheus' rules: with the unit, and `_total` for counters.
    var name: String
    /// What it says, in a sentence.
    var help: String
    /// The upper bounds of a histogram's buckets, rising, without infinity.
    var buckets = seconds

    /// Bounds for the time of requests.
    static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    /// Bounds for counts.
    static let counts = [1.0, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000]
}

/// A kind of metric, by Prometheus' names.
enum MetricKind: String, Sendable {
    case counter, gauge, histogram
}
