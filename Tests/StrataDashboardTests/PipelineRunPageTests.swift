import StrataAPI
import StrataGraph
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataDashboard

@Suite("The page of a pipeline run")
struct PipelineRunPageTests {
    private static let hostile = "</script><img src=x onerror=alert(1)>\"'&<!--"

    private static func data(
        _ state: PipelineRunState = .failed,
        isRemote: Bool = false,
        text: String = hostile
    ) -> PipelineRunPageData {
        var function = Samples.function()
        function.label = text
        let runs = [
            RunOutline(index: 0, parent: -1, function: 0, state: .nestedFailed, created: 1, started: 2, ended: 9),
            RunOutline(index: 1, parent: 0, function: 0, state: .failed, created: 1, started: 2, ended: 8),
        ]
        let outline = PipelineOutline(runs: runs, edges: [], functions: [0: function])
        var record = Samples.pipelineRun(name: text, function: text, state: state, tags: [text])
        record.arguments = [text]
        record.driver.user = text
        record.driver.host = text
        return PipelineRunPageData(
            summary: PipelineRunSummary(pipelineRun: record, label: text, counts: outline.counts, isRemote: isRemote),
            window: outline.graph(GraphQuery()),
            listing: outline.listing(RunListingQuery()),
            notes: [Note(id: "a", run: 1, author: text, text: text, createdAt: Samples.time(0))],
            failed: (1, text, RunFailure(cause: .user, message: text, errorType: text, remedy: text)),
            now: Samples.time(1)
        )
    }

    private static func html(_ data: PipelineRunPageData) throws -> String {
        let frame = PageFrame(section: "runs", user: nil, csrfToken: nil, canSubmit: true, version: "0")
        return try Dashboard().html(PipelineRunPage(data, canSubmit: true), in: frame)
    }

    @Test("takes nothing that users control for markup")
    func hostile() throws {
        let html = try Self.html(Self.data())
        #expect(!html.contains("<img src=x"))
        #expect(!html.contains("<!--"))
        #expect(!html.contains("\" onerror"))
        // Only what the template itself opens.
        let plain = try Self.html(Self.data(text: "plain"))
        for tag in ["<script", "</script", "<img", "<svg", "<style"] {
            #expect(html.components(of: tag) == plain.components(of: tag), "\(tag)")
        }
    }

    @Test("carries the first window as JSON that reads back as it was")
    func window() throws {
        let data = Self.data()
        let page = try PipelineRunPage(data, canSubmit: true)
        #expect(!page.window.contains("<") && !page.window.contains("&"))
        #expect(page.window.contains("\\u003c"))
    }

    @Test("says first which run failed, why, and what to do")
    func failure() throws {
        let failure = try #require(PipelineRunPage(Self.data(text: "train"), canSubmit: true).failure)
        #expect(failure.run?.label == "train")
        #expect(failure.run?.address.hasSuffix(".1") == true)
        #expect(failure.heading == "threw an error")
        #expect(failure.message == "train" && failure.remedy == "train")
    }

    @Test(
        "offers to cancel only what hears of it, to those who may",
        arguments: [
            (PipelineRunState.running, true, true, true), (.running, false, true, false),
            (.running, true, false, false), (.succeeded, true, true, false),
        ]
    )
    func cancel(state: PipelineRunState, isRemote: Bool, canSubmit: Bool, isOffered: Bool) throws {
        let page = try PipelineRunPage(Self.data(state, isRemote: isRemote), canSubmit: canSubmit)
        #expect((page.cancel.reason == nil) == isOffered)
        #expect(page.rerun.reason != nil)
    }

    @Test("writes arguments as a shell takes them")
    func arguments() throws {
        var data = Self.data(text: "x")
        data.summary.pipelineRun.arguments = ["--name", "it's", "", "a b", "--rate=0.1"]
        #expect(try PipelineRunPage(data, canSubmit: true).header.arguments == "--name 'it'\\''s' '' 'a b' --rate=0.1")
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(of text: String) -> Int {
        ranges(of: text).count
    }
}
