import FoundationEssentials
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataDashboard

@Suite("Views of values")
struct RunViewTests {
    private let writer = ViewHTML(source: "/runs/x.1/output")

    @Test("Of a table of ten thousand rows the page has the first fifty")
    func table() {
        let rows = (0..<10_000).map { ["\($0)", "row \($0)"] }
        let html = writer.html(.table(TableView(columns: ["number", "name"], rows: rows)))
        #expect(html.components(separatedBy: "<tr>").count == 52)
        #expect(html.contains("data-rows=\"10000\"") && html.contains("data-source=\"/runs/x.1/output\""))
        #expect(html.contains("<th scope=\"col\" class=\"num\">number</th><th scope=\"col\">name</th>"))
        #expect(!html.contains("row 50<"))
    }

    @Test("A table says where among the sections it stands, so that the rest of it can be found")
    func place() {
        let table = ArtifactView.table(TableView(columns: ["a"], rows: [["1"]]))
        let html = writer.html(.sections([.init("x", .markdown("m")), .init("y", .sections([.init("z", table)]))]))
        #expect(html.contains("data-path=\"1.0\""))
    }

    @Test("SVG is a picture's source and never part of the page")
    func svg() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script></svg>"
        let html = writer.html(.image(ImageView(format: .svg, bytes: Array(svg.utf8), caption: "a \"b\"")))
        #expect(
            html.contains("<img src=\"data:image/svg+xml;base64,") && !html.contains("<script")
                && !html.contains("<svg")
        )
        #expect(html.contains("alt=\"a &quot;b&quot;\""))
    }

    @Test("A picture that is too large is told of")
    func largePicture() {
        let bytes = [UInt8](repeating: 0, count: ViewHTML.pictureLimit + 1)
        #expect(!writer.html(.image(ImageView(format: .png, bytes: bytes, caption: ""))).contains("<img"))
    }

    @Test(
        "Only web addresses become links",
        arguments: [
            ("https://x.org/a?b=1&c=2", true), ("http://x.org", true), ("HTTPS://X.ORG", true),
            ("javascript:x()", false),
            ("java\nscript:x()", false), ("data:text/html,x", false), ("//x.org", false), ("mailto:a@b.c", false),
            ("", false),
            ("https://x.org/\" onx=\"", false), ("https://\u{1}x", false),
        ]
    )
    func links(address: String, isLink: Bool) {
        let html = writer.html(.link(title: "here", url: address))
        #expect(html.contains("<a href=") == isLink)
        #expect(RunPageChecker.fault(in: html) == nil)
    }

    @Test("Everything at once, with hostile strings, is harmless")
    func hostile() {
        #expect(RunPageChecker.fault(in: writer.html(Self.everything(RunSamples.hostile))) == nil)
    }

    @Test("Sections within sections end somewhere")
    func depth() {
        var view = ArtifactView.markdown("deep")
        for _ in 0..<200 { view = .sections([.init("more", view)]) }
        let html = writer.html(view)
        #expect(html.contains("More sections") && !html.contains("deep"))
        #expect(RunPageChecker.fault(in: html) == nil)
    }

    @Test("Of a million points the extremes and the gaps are drawn")
    func points() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed of the million points: \(seed)")
        var generator = SeededGenerator(seed: seed)
        let x = (0..<1_000_000).map(Double.init)
        var y = x.map { _ in Double.random(in: -1...1, using: &generator) }
        y[123_456] = 9
        y[654_321] = -9
        y[400_000] = .nan
        let series = PlotDrawing.Series(.init(name: "s", x: x, y: y))
        #expect(series.x.count <= PlotHTML.pointLimit * 2 && series.x.count == series.y.count)
        #expect(series.y.contains(9) && series.y.contains(-9) && series.y.contains { $0.isNaN })
        #expect(series.x == series.x.sorted())
    }

    @Test("A chart's numbers stand in a table, what is not finite included")
    func numbers() throws {
        let plot = PlotView(title: "t", content: .lines([.init(name: "s", x: [0, 1, 2], y: [.nan, .infinity, 0.5])]))
        let html = writer.html(.plot(plot))
        for words in ["NaN", "∞", "0.5", "&quot;Infinity&quot;"] { #expect(html.contains(words), "\(words)") }
        #expect(writer.html(.plot(PlotView(title: "", content: .lines([])))).contains("<figure"))
    }

    @Test("Series of unequal lengths and ragged rows are taken as far as they go")
    func ragged() {
        for content in [
            .lines([.init(name: "s", x: [1, 2, 3], y: [1])]), .bars(labels: ["a"], values: [1, 2, 3]),
            .heatMap(rows: [], columns: ["a"], values: [[1, 2], []]), .heatMap(rows: ["a"], columns: [], values: []),
        ] as [PlotView.Content] {
            #expect(RunPageChecker.fault(in: writer.html(.plot(PlotView(title: "r", content: content)))) == nil)
        }
    }

    @Test("Files are listed to download; a path that leads out is not linked")
    func files() throws {
        let digest = "sha256:" + String(repeating: "ab", count: 32)
        func entry(_ path: String) -> String {
            #"{"digest":"\#(digest)","isExecutable":false,"path":\#(path),"size":1234}"#
        }
        let entries = [#""a b/c\"d.txt""#, #""../x""#, #""/etc/passwd""#, #""n\new\n\"><img>""#].map(entry)
        let json = #"{"strataDirectory":{"entries":[\#(entries.joined(separator: ","))],"name":"<b>"}}"#
        let html = try #require(StoredFilesHTML(source: "/runs/x.1/output").html(Array(json.utf8)))
        #expect(RunPageChecker.fault(in: html) == nil)
        #expect(html.contains("href=\"/api/v1/runs/x.1/output/files/a%20b/c%22d.txt\""))
        #expect(html.components(separatedBy: "<a ").count == 3)
        #expect(html.components(separatedBy: "leads out of the folder").count == 3)
        #expect(StoredFilesHTML(source: "").html(Array(#"{"strata":1}"#.utf8)) == nil)
        #expect(StoredFilesHTML(source: "").html(Array(#"{"strataFile":{"name":1}}"#.utf8)) == nil)
    }

    @Test(
        "Escape sequences of terminals are left out of messages",
        arguments: [
            ("a\u{1B}[31mb\u{1B}[0mc", "abc"), ("\u{1B}]0;title\u{7}x", "x"), ("\u{1B}]8;;http://x\u{1B}\\y", "y"),
            ("\u{1B}[38;2;1;2;3mz", "z"), ("\u{1B}", ""), ("\u{1B}[", ""), ("a\u{1B}(Bb", "ab"), ("plain", "plain"),
            ("\u{1B}]no end\nnext", "\nnext"), ("\u{1B}[31", ""), ("ü\u{1B}[1mß", "üß"),
        ]
    )
    func ansi(text: String, expected: String) {
        #expect(ANSIText.plain(text) == expected)
    }

    @Test("Coloured source is the source, whatever stands there")
    func highlighting() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed of the sources: \(seed)")
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "func ", "\"", "\"\"\"", "#\"", "\\(", "//", "/*", "*/", "\n", "@Func", "Int", "0x1F", "é", "#if", "<", "&",
            " ", "\\",
        ]
        for _ in 0..<2000 {
            let source = (0..<20).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let html = SwiftHighlighter.html(source)
            let text = html.replacing("</span>", with: "").split(
                separator: "<span class=\"hl-",
                omittingEmptySubsequences: false
            )
            .enumerated().map { $0 == 0 ? String($1) : String($1.dropFirst(3)) }.joined()
            #expect(text == HTMLText.escape(source), "seed \(seed)")
            #expect(SwiftHighlighter.lines(source).count == source.utf8.count { $0 == newline } + 1, "seed \(seed)")
        }
    }

    /// Every kind of view, with `text` in every place that takes one.
    static func everything(_ text: String) -> ArtifactView {
        .sections([
            .init(text, .table(TableView(columns: [text], rows: [[text, text], []]))),
            .init(text, .image(ImageView(format: .png, bytes: Array(text.utf8), caption: text))),
            .init(text, .image(ImageView(format: .svg, bytes: Array(text.utf8), caption: text))),
            .init(text, .plot(plot(text, .lines([.init(name: text, x: [.nan, 1], y: [.infinity, 1])])))),
            .init(text, .plot(plot(text, .bars(labels: [text], values: [-.infinity])))),
            .init(text, .plot(plot(text, .heatMap(rows: [text], columns: [text], values: [[.nan]])))),
            .init(text, .markdown(text)),
            .init(text, .link(title: text, url: text)),
            .init(text, .link(title: text, url: "https://x.org/\(text)")),
        ])
    }

    private static func plot(_ text: String, _ content: PlotView.Content) -> PlotView {
        PlotView(title: text, xLabel: text, yLabel: text, content: content)
    }
}
