import Foundation
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataDashboard

/// Whatever users write, pages keep the structure of their templates.
@Suite("Text on pages")
struct PageEscapingTests {
    private static let hostile: [String] = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</title></main>",
        // Marks that make one character with what they stand beside: to Swift neither a quotation mark nor a `<`.
        "\"\u{301} onmouseover=alert(1) ", "\u{600}<script>alert(1)</script>", "<\u{FE0F}img src=x>",
        "\u{110BD}\"\u{200D}>",
        "{{title}}", "{{{page.query}}}", "{{#page}}x{{/page}}", "&lt;b&gt; &amp;", "javascript:alert(1)",
        "//evil.example",
        "\u{202E}gpj.exe\u{202C}", "\u{0}\u{1B}[31m\u{7F}", "a\r\nb\tc", "日本語 🧑‍🚀 e\u{301}", "../../etc/passwd",
        "?x=1&y=2#z",
        String(repeating: "W", count: 10_000), String(repeating: "\u{301}", count: 300),
    ]

    private static let dashboard = Result { try Dashboard() }

    /// Every page with `samples` in it, by name.
    private static func pages(_ samples: PageSamples) throws -> [(name: String, html: String)] {
        let dashboard = try dashboard.get()
        let (now, text) = (PageSamples.now, samples.text)
        var filter = RunsFilter()
        (filter.function, filter.tags, filter.user, filter.text) = (text, [text], text, text)
        (filter.cursor, filter.trail) = (text, [text])
        let choices = FilterChoices(users: [text], tags: [text], functions: [text: text])
        let functions = Page(items: [samples.function], next: text)
        let picker = ComparePicker(left: text, right: text, recent: samples.summaries, now: now)
        let problem = Problem(code: "invalid", status: 400, detail: text, remedy: text, requestID: text)
        let function = FunctionPage([samples.record(), samples.record()], runs: samples.summaries, now: now)
        let frame = samples.frame
        return [
            ("pipelines", dashboard.html(PipelinesPage(functions, query: "", isFirst: true, now: now), in: frame)),
            (
                "none found",
                dashboard.html(
                    PipelinesPage(Page(items: [samples.function]), query: text + "#", isFirst: true, now: now),
                    in: frame
                )
            ),
            (
                "runs",
                dashboard.html(
                    RunsPage(Page(items: samples.summaries, next: text), filter: filter, facets: choices, now: now),
                    in: frame
                )
            ),
            ("function", function.map { dashboard.html($0, in: frame) } ?? ""),
            (
                "compare",
                dashboard.html(ComparePage(samples.comparison, picker: picker, problem: problem, now: now), in: frame)
            ),
            ("error", dashboard.html(ErrorPage(problem, at: text), in: frame)),
            (
                "sign in",
                dashboard.html(ErrorPage(Problem(code: "unauthorized", status: 401, detail: text), at: text), in: frame)
            ),
        ]
    }

    @Test("does not change their structure", arguments: hostile)
    func structure(text: String) throws {
        let plain = try Self.pages(PageSamples(text: "word"))
        for ((name, harmless), (_, html)) in zip(plain, try Self.pages(PageSamples(text: text))) {
            let outline = try #require(try? HTMLOutline(harmless), "\(name)")
            do {
                let hasStructure = try HTMLOutline(html) == outline
                #expect(hasStructure, "\(name) with \(text.debugDescription.prefix(80))")
            } catch {
                Issue.record("\(name) with \(text.debugDescription.prefix(80)): \(error)")
            }
        }
    }

    @Test("does not change their structure, whatever scalars it is made of")
    func randomStructure() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let plain = try Self.pages(PageSamples(text: "word")).map { try HTMLOutline($0.html) }
        let signs = Array("<>\"'&`=/ {}ab\u{301}\u{600}\u{200D}\u{FE0F}\u{110BD}\u{1F9D1}".unicodeScalars)
        for _ in 0..<60 {
            var text = "x"
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                text.unicodeScalars.append(signs[Int.random(in: signs.indices, using: &generator)])
            }
            for (outline, page) in zip(plain, try Self.pages(PageSamples(text: text))) {
                let hasStructure = try HTMLOutline(page.html) == outline
                #expect(hasStructure, "seed \(seed), \(page.name) with \(text.debugDescription)")
            }
        }
    }

    @Test("is there whole, between tags and in attributes")
    func presence() throws {
        let text = "a <b> & \"c\" 'd'"
        for (name, html) in try Self.pages(PageSamples(text: text)) {
            let words = try HTMLOutline(html).words
            #expect(words.contains { $0.contains(text) }, "\(name)")
        }
    }

    @Test("may be empty")
    func empty() throws {
        for (name, html) in try Self.pages(PageSamples(text: "")) {
            #expect(throws: Never.self, "\(name)") { try HTMLOutline(html) }
        }
    }

    @Test("is rendered by our own renderers where it is Markdown or Swift")
    func rendered() throws {
        let hostile = "# T\n<script>alert(1)</script> [x](javascript:alert(1)) `\"\u{301}>` <!-- -->"
        let samples = PageSamples(text: "word")
        let record = samples.record(
            documentation: hostile,
            source: "func f() { \"<script>\" } // \"\u{301}>\n/* </pre> */"
        )
        let page = try #require(FunctionPage([record], runs: [], now: PageSamples.now))
        let outline = try HTMLOutline(try Dashboard().html(page, in: samples.frame))
        #expect(
            outline.tags.filter { $0.hasPrefix("script") } == ["script[src]", "script[type src]", "script[type src]"]
        )
    }

    @Test(
        "cannot end the element that data stands in",
        arguments: ["</script>", "\u{600}</script>", "<\u{301}!--", "&\u{FE0F}lt;"]
    )
    func data(text: String) throws {
        let json = Array(try APICoding.encoder.encode([text]))
        let escaped = ScriptData.escaped(json)
        #expect(!escaped.utf8.contains { "<>&".utf8.contains($0) })
        #expect(try APICoding.decoder.decode([String].self, from: Data(escaped.utf8)) == [text])
    }
}
