import StrataAPI
import StrataModel

/// How the pipeline runs of a function went.
struct HistoryView: Sendable {
    let bars: [RunBar]
    let stripWords: String
    let rate: String
    let rateWords: String
    let average: String
    let span: String
    let rows: [RunRow]
    let chart: RateChart

    /// Looks back on pipeline runs, the newest first.
    init(_ runs: [PipelineRunSummary], now: Timestamp) {
        bars = RunBar.strip(Array(runs.prefix(60)), now: now)
        stripWords = "The last \(PageText.count(bars.count, "pipeline run")), the oldest first"
        let ended = runs.filter { $0.pipelineRun.state.isTerminal }
        let good = ended.filter { $0.pipelineRun.state == .succeeded }
        rate = PageText.share(good.count, of: ended.count)
        rateWords = "\(PageText.count(good.count)) of the last \(PageText.count(ended.count)) that ended"
        let spans = good.compactMap { summary in
            summary.pipelineRun.endedAt.map { Double(PageText.span(from: summary.pipelineRun.createdAt, to: $0)) / 1e6 }
        }
        average = spans.isEmpty ? "–" : PageText.duration(seconds: spans.reduce(0, +) / Double(spans.count))
        let sorted = spans.sorted()
        span =
            sorted.isEmpty
            ? "–"
            : "\(PageText.duration(seconds: sorted[0])) to \(PageText.duration(seconds: sorted[sorted.count - 1]))"
        rows = runs.prefix(20).map { RunRow($0, now: now) }
        chart = RateChart(ended)
    }
}
