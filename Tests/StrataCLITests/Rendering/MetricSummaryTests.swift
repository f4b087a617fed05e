import StrataModel
import Testing

@testable import StrataCommands

@Suite struct MetricSummaryTests {
    private static func points(_ name: String, _ values: [Double]) -> [MetricPoint] {
        values.enumerated().map { step, value in
            MetricPoint(
                run: 1,
                attempt: 1,
                name: name,
                step: Int64(step),
                value: value,
                time: Timestamp(microseconds: 0)
            )
        }
    }

    @Test("a metric is told in a line, NaN left out of its least and greatest")
    func lines() {
        let summaries = MetricSummary.all(
            Self.points("loss", [2.302585, 0.5, .nan, 0.75]) + Self.points("accuracy", [0.95])
        )
        #expect(
            summaries.map(\.line) == [
                "accuracy  0.95",
                "loss  4 points, 2.303 → 0.75, least 0.5 at step 1, greatest 2.303 at step 0",
            ]
        )
    }
}
