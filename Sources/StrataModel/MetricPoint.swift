/// One value of a metric that a run reported.
public struct MetricPoint: Sendable, Hashable, Codable {
    /// The run that reported it.
    public var run: RunIndex
    /// The attempt of that run, from 1.
    public var attempt: Int32
    /// The metric's name, for example `loss`.
    public var name: String
    /// Where on the metric's axis the value stands, for example the epoch.
    public var step: Int64
    /// The value; NaN and infinities are kept.
    public var value: Double
    /// When it was reported.
    public var time: Timestamp

    /// Describes a point.
    public init(run: RunIndex, attempt: Int32, name: String, step: Int64, value: Double, time: Timestamp) {
        self.run = run
        self.attempt = attempt
        self.name = name
        self.step = step
        self.value = value
        self.time = time
    }
}
