import FoundationEssentials
package import StrataAPI
package import StrataGraph
package import StrataModel

/// What the page of a pipeline run is made of.
package struct PipelineRunPageData: Sendable {
    /// The pipeline run as lists show it.
    package var summary: PipelineRunSummary
    /// The part of its graph that is drawn first.
    package var window: GraphWindow
    /// The first of its runs.
    package var listing: RunListing
    /// What was written about it, the oldest first.
    package var notes: [Note]
    /// The run whose failure was the first, where one failed: what says why.
    package var failed: (run: RunIndex, label: String, failure: RunFailure?)?
    /// Whether an earlier pipeline run of the same function ended well, to compare with.
    package var hasLastGood: Bool
    /// The moment at which the page is made.
    package var now: Timestamp

    /// Collects them.
    package init(
        summary: PipelineRunSummary,
        window: GraphWindow,
        listing: RunListing,
        notes: [Note],
        failed: (run: RunIndex, label: String, failure: RunFailure?)?,
        hasLastGood: Bool = true,
        now: Timestamp
    ) {
        self.summary = summary
        self.window = window
        self.listing = listing
        self.notes = notes
        self.failed = failed
        self.hasLastGood = hasLastGood
        self.now = now
    }
}

/// The page of a pipeline run: its graph, timeline, runs and notes.
package struct PipelineRunPage: DashboardPage {
    package let template = "pipeline-run"
    package let title: String
    let header: PipelineRunHeader
    let failure: PipelineRunFailureText?
    let cancel: PipelineRunButton
    let rerun: PipelineRunButton
    let notes: [PipelineRunNote]
    let noteCount: String?
    let runs: [PipelineRunListRow]
    let runCount: String
    let hasMoreRuns: Bool
    /// The first window as JSON that may stand in a script element.
    let window: String

    /// Makes the page.
    ///
    /// - Parameters:
    ///   - data: What it shows.
    ///   - canSubmit: Whether whoever looks at it may change something.
    /// - Throws: `EncodingError` where the window cannot be written; never for one that was laid out.
    package init(_ data: PipelineRunPageData, canSubmit: Bool) throws {
        let record = data.summary.pipelineRun
        title = record.name.isEmpty ? data.summary.label : record.name
        header = PipelineRunHeader(data)
        failure = PipelineRunFailureText(data)
        cancel = .cancel(data.summary, canSubmit: canSubmit)
        rerun = PipelineRunButton(reason: "Rerun is not available yet.")
        notes = data.notes.map { PipelineRunNote($0, of: record.id, canSubmit: canSubmit, now: data.now) }
        noteCount = data.notes.isEmpty ? nil : "\(data.notes.count)"
        runs = data.listing.items.map { PipelineRunListRow($0, of: record.id, latest: data.window.latest) }
        runCount = PageText.count(data.listing.total, "run")
        hasMoreRuns = data.listing.next != nil
        window = try Self.script(data.window)
    }

    /// JSON without anything that could end the element that it stands in.
    private static func script(_ window: GraphWindow) throws -> String {
        ScriptData.escaped(Array(try APICoding.encoder.encode(window)))
    }
}
