import StrataAPI
import StrataModel

/// The share of pipeline runs that ended well, over time.
struct RateChart: Sendable {
    /// The pipeline runs of one stretch of time.
    struct Column: Sendable, Hashable {
        /// Where it stands, in units of the plot's width.
        let x: String
        let width: String
        /// Those that did not succeed stand on those that did.
        let badTop: String
        let badHeight: String
        let goodTop: String
        let goodHeight: String
        /// The same in words.
        let words: String
        /// The stretch in words.
        let time: String
        let share: String
    }

    let columns: [Column]
    /// Whether there is more than one column, so that there is something to see.
    let isShown: Bool
    let unit: String

    /// The plot's size, as its template has it.
    private static let (width, height) = (600.0, 80.0)
    private static let most: Int64 = 30
    /// The years 1 to 9999.
    private static let years: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999

    /// Counts pipeline runs that ended, the newest first, by hour or day or longer.
    ///
    /// Those at moments that no calendar shows, which a broken clock may send, are left out.
    init(_ all: [PipelineRunSummary]) {
        let ended = all.filter { Self.years.contains($0.pipelineRun.createdAt.microseconds) }
        let times = ended.map(\.pipelineRun.createdAt.microseconds)
        let (newest, oldest) = (times.max() ?? 0, times.min() ?? 0)
        let (length, overflow) = newest.subtractingReportingOverflow(oldest)
        let hour: Int64 = 3_600_000_000
        let steps: [(Int64, String)] = [(hour, "hour"), (24 * hour, "day"), (7 * 24 * hour, "week")]
        guard !ended.isEmpty, !overflow else {
            (columns, isShown, unit) = ([], false, "")
            return
        }
        var step = steps.first { length / $0.0 < Self.most } ?? (7 * 24 * hour, "week")
        while length / step.0 >= Self.most { step = (step.0 * 4, "longer stretch") }
        unit = step.1
        let first = Self.floor(oldest, step.0)
        let count = Int(Self.floor(newest, step.0) - first) + 1
        var tallies = [(good: Int, bad: Int)](repeating: (0, 0), count: count)
        for summary in ended {
            let slot = Int(Self.floor(summary.pipelineRun.createdAt.microseconds, step.0) - first)
            if summary.pipelineRun.state == .succeeded { tallies[slot].good += 1 } else { tallies[slot].bad += 1 }
        }
        let tallest = Double(tallies.map { $0.good + $0.bad }.max() ?? 1)
        columns = tallies.enumerated().compactMap { slot, tally in
            guard tally.good + tally.bad > 0 else { return nil }
            let start = Timestamp(microseconds: (first + Int64(slot)) * step.0)
            return Self.column(slot, of: count, tally, tallest, MomentText(start, now: start).exact, step.0 < 24 * hour)
        }
        isShown = count > 1
    }

    private static func column(
        _ slot: Int,
        of count: Int,
        _ tally: (good: Int, bad: Int),
        _ tallest: Double,
        _ exact: String,
        _ isHourly: Bool
    ) -> Column {
        let wide = width / Double(count)
        let good = Double(tally.good) / tallest * height
        let bad = Double(tally.bad) / tallest * height
        let time = String(exact.prefix(isHourly ? 16 : 10))
        let share = PageText.share(tally.good, of: tally.good + tally.bad)
        return Column(
            x: tenths(Double(slot) * wide + wide * 0.1),
            width: tenths(min(wide * 0.8, 40)),
            badTop: tenths(height - good - bad),
            badHeight: tenths(bad),
            goodTop: tenths(height - good),
            goodHeight: tenths(good),
            words: "\(time): \(PageText.count(tally.good)) succeeded, \(PageText.count(tally.bad)) did not",
            time: time,
            share: share
        )
    }

    private static func floor(_ value: Int64, _ step: Int64) -> Int64 {
        value >= 0 ? value / step : (value + 1) / step - 1
    }

    private static func tenths(_ value: Double) -> String {
        let whole = Int((value * 10).rounded())
        return "\(whole / 10).\(abs(whole % 10))"
    }
}
