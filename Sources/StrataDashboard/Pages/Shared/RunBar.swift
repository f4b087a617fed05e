import StrataAPI
import StrataModel

/// One pipeline run in a strip: its height says how long it took, its colour and pattern how it went.
struct RunBar: Sendable, Hashable {
    /// Where it leads.
    let href: String
    /// The state's name for style sheets.
    let state: String
    /// Everything in words.
    let words: String
    /// The height in steps from 1 to ``steps``.
    let height: Int

    /// How many heights there are: `base.css` has a class for each.
    static let steps = 20

    /// The bars of a strip, the oldest first, as high as the longest allows.
    ///
    /// - Parameters:
    ///   - newestFirst: The pipeline runs.
    ///   - now: The present, for those that still run.
    /// - Returns: The bars in the order of time.
    static func strip(_ newestFirst: [PipelineRunSummary], now: Timestamp) -> [RunBar] {
        let spans = newestFirst.map { PageText.span(from: $0.pipelineRun.createdAt, to: $0.pipelineRun.endedAt ?? now) }
        // One that still runs may run on for days: it does not flatten what has ended.
        let ended = zip(newestFirst, spans).filter { $0.0.pipelineRun.state.isTerminal }.map(\.1)
        let longest = max(1, ended.max() ?? spans.max() ?? 1)
        return zip(newestFirst, spans).reversed().map { summary, span in
            let run = summary.pipelineRun
            let words = [
                run.state.rawValue, PageText.duration(microseconds: span),
                MomentText(run.createdAt, now: now).exact, run.driver.user,
            ]
            return RunBar(
                href: PageAddress.pipelineRun(run.id),
                state: run.state.rawValue,
                words: words.filter { !$0.isEmpty }.joined(separator: ", "),
                height: height(span, of: longest)
            )
        }
    }

    /// Grows with the root, so that one long run does not flatten all others.
    private static func height(_ span: Int64, of longest: Int64) -> Int {
        let share = (Double(span) / Double(longest)).squareRoot()
        return min(steps, max(2, Int((share * Double(steps)).rounded())))
    }
}
