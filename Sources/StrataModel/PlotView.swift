/// A chart as data; the viewer draws it.
public struct PlotView: Sendable, Hashable, Codable {
    /// What is drawn.
    public enum Content: Sendable, Hashable, Codable {
        /// One line for each series.
        case lines([Series])
        /// One bar for each label.
        case bars(labels: [String], values: [Double])
        /// A grid of values, shown as colours: `values[row][column]`.
        case heatMap(rows: [String], columns: [String], values: [[Double]])
    }

    /// Points that belong together.
    public struct Series: Sendable, Hashable, Codable {
        /// What the series is called in the legend.
        public var name: String
        /// The horizontal positions.
        public var x: [Double]
        /// The vertical positions, one for each of `x`.
        public var y: [Double]

        /// Describes a series of points.
        public init(name: String, x: [Double], y: [Double]) {
            self.name = name
            self.x = x
            self.y = y
        }
    }

    /// What stands above the chart.
    public var title: String
    /// What the horizontal axis means.
    public var xLabel: String
    /// What the vertical axis means.
    public var yLabel: String
    /// What is drawn.
    public var content: Content

    /// Describes a chart.
    public init(title: String, xLabel: String = "", yLabel: String = "", content: Content) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.content = content
    }
}
