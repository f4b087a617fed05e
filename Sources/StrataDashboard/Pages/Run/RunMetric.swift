import StrataModel

/// A metric's figures, for the table below the plots.
struct RunMetric: Sendable {
    let name: String
    let count: String
    let last: String
    let lowest: String
    let highest: String

    private init(name: String, points: [MetricPoint]) {
        self.name = name
        count = PageText.count(points.count)
        last = points.last.map { PageText.number($0.value) } ?? "–"
        let numbers = points.map(\.value).filter { !$0.isNaN }
        lowest = numbers.min().map(PageText.number) ?? "–"
        highest = numbers.max().map(PageText.number) ?? "–"
    }

    /// The figures of each metric, in order of name; of the present attempt alone, since each attempt starts again.
    static func all(_ points: [MetricPoint], attempt: Int32) -> [RunMetric] {
        let present = points.filter { $0.attempt == attempt }
        let groups = Dictionary(grouping: present.isEmpty ? points : present, by: \.name)
        return groups.keys.sorted().compactMap { name in
            groups[name].map { RunMetric(name: name, points: $0.sorted { $0.step < $1.step }) }
        }
    }
}
