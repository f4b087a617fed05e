import StrataAPI
import StrataModel

/// A root function on the start page.
struct PipelineCard: Sendable {
    /// Its stable name.
    let name: String
    /// Its name for people.
    let label: String
    /// Its page.
    let href: String
    /// The list of its pipeline runs.
    let runsHref: String
    /// Its documentation's first sentence; `nil` for none.
    let summary: String?
    /// The file and line it stands in.
    let place: String
    /// What the search box looks through, in lower case.
    let words: String
    /// Its latest pipeline runs, the oldest first.
    let bars: [RunBar]
    /// What the strip shows.
    let stripWords: String
    /// The share that ended well.
    let rate: String
    /// What that is of.
    let rateWords: String
    /// The mean time of those that ended well.
    let average: String
    /// How many pipeline runs there are.
    let runCount: String
    /// The newest; `nil` where there is none.
    let last: RunRow?
    /// How many run; `nil` for none.
    let running: String?

    /// Describes a function, seen from `now`.
    init(_ function: FunctionSummary, now: Timestamp) {
        name = function.name
        label = function.label.isEmpty ? function.name : function.label
        href = PageAddress.function(function.name)
        runsHref = PageAddress.address("/runs", [("function", function.name)])
        let sentence = PageText.firstSentence(function.documentation)
        summary = sentence.isEmpty ? nil : sentence
        place = "\(function.file):\(function.line)"
        words = "\(function.label) \(function.name) \(sentence)".lowercased()
        bars = RunBar.strip(Array(function.latest.prefix(PipelinesPage.latest)), now: now)
        stripWords = "The last \(PageText.count(bars.count, "pipeline run")), the oldest first"
        rate = PageText.share(function.succeededCount, of: function.endedCount)
        rateWords = "\(PageText.count(function.succeededCount)) of \(PageText.count(function.endedCount)) succeeded"
        average = function.averageSeconds.map { PageText.duration(seconds: $0) } ?? "–"
        runCount = PageText.count(function.runCount, "run")
        last = function.latest.first.map { RunRow($0, now: now) }
        let open = max(0, function.runCount - function.endedCount)
        running = open > 0 ? "\(PageText.count(open)) running" : nil
    }
}
