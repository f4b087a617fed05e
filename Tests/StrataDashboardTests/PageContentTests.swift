import Foundation
import StrataAPI
import StrataModel
import Testing

@testable import StrataDashboard

/// What pages say.
@Suite("Pages")
struct PageContentTests {
    private static let samples = PageSamples(text: "word")

    private static func html(_ page: some DashboardPage) throws -> String {
        try Dashboard().html(page, in: PageSamples.frame)
    }

    @Test("say how to run the first pipeline where there is none")
    func first() throws {
        let empty = PipelinesPage(Page(items: []), query: "", isFirst: true, now: PageSamples.now)
        #expect(try Self.html(empty).contains("strata new Hello &amp;&amp; cd Hello &amp;&amp; strata run"))
        let runs = RunsPage(Page(items: []), filter: RunsFilter(), facets: FilterChoices(), now: PageSamples.now)
        #expect(try Self.html(runs).contains("strata new Hello"))
        var narrow = RunsFilter()
        narrow.user = "ann"
        let none = RunsPage(Page(items: []), filter: narrow, facets: FilterChoices(), now: PageSamples.now)
        let html = try Self.html(none)
        #expect(html.contains("No run matches"))
        #expect(!html.contains("strata new Hello"))
    }

    @Test("mark the section of the navigation, and no other", arguments: ["pipelines", "runs", "compare", ""])
    func section(section: String) throws {
        let frame = PageFrame(section: section, user: nil, csrfToken: nil, canSubmit: false, version: "1")
        let html = try Dashboard().html(ErrorPage(Problem(code: "x", status: 404, detail: "d"), at: "/"), in: frame)
        let marked = html.matches(of: /<a href="([^"]*)" aria-current="page">/).map { String($0.output.1) }
        #expect(marked == ["pipelines": ["/"], "runs": ["/runs"], "compare": ["/compare"]][section] ?? [])
        #expect(!html.contains("Sign out"))
    }

    @Test("have a heading, landmarks, a way past the navigation and a language")
    func landmarks() throws {
        let comparison = ComparePage(
            Self.samples.comparison,
            picker: ComparePicker(left: "", right: "", recent: [], now: PageSamples.now),
            now: PageSamples.now
        )
        let pages: [any DashboardPage] = [
            PipelinesPage(Page(items: [Self.samples.function]), query: "", isFirst: true, now: PageSamples.now),
            RunsPage(
                Page(items: Self.samples.summaries),
                filter: RunsFilter(),
                facets: FilterChoices(),
                now: PageSamples.now
            ),
            comparison,
            try #require(FunctionPage([Self.samples.record()], runs: Self.samples.summaries, now: PageSamples.now)),
            ErrorPage(Problem(code: "x", status: 500, detail: "d"), at: "/"),
        ]
        for page in pages {
            let html = try Self.html(page)
            #expect(html.matches(of: /<h1[ >]/).count == 1, "\(page.template)")
            for part in [
                "<html lang=\"en\">", "<main id=\"main\"", "<nav aria-label=\"Main\">", "<header", "<footer",
                "href=\"#main\"",
            ] {
                #expect(html.contains(part), "\(part) in \(page.template)")
            }
            // Every field has a name that people hear.
            for field in html.matches(of: /<(input|select)([^>]*)>/) where !field.output.2.contains("type=\"hidden\"") {
                let before = html[..<field.range.lowerBound]
                let isLabelled =
                    (before.range(of: "<label", options: .backwards)?.lowerBound ?? html.startIndex)
                    > (before.range(of: "</label>", options: .backwards)?.lowerBound ?? html.startIndex)
                let isNamed = field.output.2.contains("aria-label=") || field.output.2.contains("id=\"search\"")
                #expect(isLabelled || isNamed, "\(field.output.0) in \(page.template)")
            }
        }
    }

    @Test("show bars the oldest first, each with its state in words")
    func strip() {
        let bars = RunBar.strip(Self.samples.summaries, now: PageSamples.now)
        #expect(bars.map(\.state) == ["canceled", "failed", "succeeded", "running"])
        #expect(bars.allSatisfy { $0.words.hasPrefix($0.state) })
        // One that still runs does not flatten those that ended.
        #expect(bars.map(\.height) == [20, 20, 20, 20])
        var short = Self.samples.summary(5, .succeeded)
        short.pipelineRun.endedAt = Timestamp(microseconds: short.pipelineRun.createdAt.microseconds + 900_000)
        #expect(
            RunBar.strip([Self.samples.summary(6, .failed), short], now: PageSamples.now).map(\.height) == [2, 20]
        )
    }

    @Test("find pipelines by name, label and documentation", arguments: [("WORD", 1), ("nothing", 0), ("", 1)])
    func search(query: String, count: Int) {
        let page = PipelinesPage(
            Page(items: [Self.samples.function]),
            query: query,
            isFirst: true,
            now: PageSamples.now
        )
        #expect(page.cards.count == count)
        #expect(page.hasNoMatch == (count == 0))
    }

    @Test(
        "offer to sign in where that helps, and come back",
        arguments: [(401, "/sign-in?next=%2Fruns%3Fq%3Dx"), (403, nil), (404, nil)]
    )
    func signIn(status: Int, address: String?) {
        let page = ErrorPage(Problem(code: "x", status: status, detail: "d"), at: "/runs?q=x")
        #expect(page.signIn == address)
        #expect(!page.heading.isEmpty)
    }

    @Test("say what a first difference comes from")
    func firstDifference() {
        var comparison = Self.samples.comparison
        #expect(FirstView(comparison.first!, comparison).words == "Its source changed, and its inputs differ (word).")
        comparison.functions = []
        #expect(FirstView(comparison.first!, comparison).words == "Its inputs differ (word).")
        comparison.first?.inputs = []
        #expect(FirstView(comparison.first!, comparison).words.hasPrefix("Its source and its inputs are the same"))
    }

    @Test("number source as its file does")
    func source() throws {
        let text = "/// Says a func.\n@Func\nfunc f() {\n}"
        var record = Self.samples.record(source: text)
        record.line = 12
        #expect(SourceLine.lines(text, from: record).map(\.number) == [10, 11, 12, 13])
        record.line = .min
        #expect(SourceLine.lines(text, from: record).first?.number == 1)
    }

    @Test(
        "count pipeline runs by time, however far apart they are",
        arguments: [1, 3600, 86_400, 40 * 86_400, 4000 * 86_400] as [Int64]
    )
    func chart(apart seconds: Int64) throws {
        let runs = (0..<50).map {
            Self.samples.summary(UInt8($0), $0.isMultiple(of: 5) ? .failed : .succeeded, ago: Int64($0) * seconds)
        }
        let chart = RateChart(runs)
        #expect((1...31).contains(chart.columns.count))
        let counts = chart.columns.map { $0.words.split(separator: " ").compactMap { Int($0) } }
        #expect(counts.map { $0.first ?? 0 }.reduce(0, +) == 40)
        #expect(counts.map { $0.last ?? 0 }.reduce(0, +) == 10)
    }
}
