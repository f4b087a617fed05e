import StrataTestSupport
import Testing

@testable import StrataDashboard

@Suite("Markdown")
struct RunMarkdownTests {
    @Test(
        "What is written comes out as CommonMark says",
        arguments: [
            ("# Title #", "<h3>Title</h3>"),
            ("Title\n---", "<h4>Title</h4>"),
            (
                "a *b* **c** ***d*** ~~e~~",
                "<p>a <em>b</em> <strong>c</strong> <em><strong>d</strong></em> <del>e</del></p>"
            ),
            ("snake_case_name and _yes_", "<p>snake_case_name and <em>yes</em></p>"),
            ("`a < b` ``x`y``", "<p><code>a &lt; b</code> <code>x`y</code></p>"),
            (
                "```swift\nlet a = \"<b>\"\n```",
                "<pre><code class=\"language-swift\"><span class=\"hl-k\">let</span> a = "
                    + "<span class=\"hl-s\">&quot;&lt;b&gt;&quot;</span></code></pre>"
            ),
            ("    code\n\n    more", "<pre><code>code\n\nmore</code></pre>"),
            ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
            ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
            ("- a\n  - b\n    1. c", "<ul>\n<li>a<ul>\n<li>b<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>\n</li>\n</ul>"),
            ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>"),
            (
                "- [ ] to do\n- [x] done",
                "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"to do\"> to do</li>\n"
                    + "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"done\"> done</li>\n</ul>"
            ),
            ("> a\nb\n> > c", "<blockquote>\n<p>a\nb</p>\n<blockquote>\n<p>c</p>\n</blockquote>\n</blockquote>"),
            ("a  \nb\\\nc", "<p>a<br>\nb<br>\nc</p>"),
            ("***", "<hr>"),
            (
                "[a *b*](https://x.org/?a=1&b=2 \"t\")",
                "<p><a href=\"https://x.org/?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\">a <em>b</em></a></p>"
            ),
            (
                "see https://x.org/a(b)). <me@x.org>",
                "<p>see <a href=\"https://x.org/a(b)\" rel=\"noopener noreferrer nofollow\">https://x.org/a(b)</a>). "
                    + "<a href=\"mailto:me@x.org\" rel=\"noopener noreferrer nofollow\">me@x.org</a></p>"
            ),
            ("[top](#log)", "<p><a href=\"#log\">top</a></p>"),
            ("![a](data:image/png;base64,AAAA)", "<p><img src=\"data:image/png;base64,AAAA\" alt=\"a\"></p>"),
            (
                "![a](https://x.org/i.png)",
                "<p><a href=\"https://x.org/i.png\" rel=\"noopener noreferrer nofollow\">a</a></p>"
            ),
            (
                "|a|b|\n|:-|-:|\n|1|2 \\| 3|",
                "<div class=\"scroll\"><table>\n<thead><tr><th class=\"left\">a</th><th class=\"right\">b</th></tr></thead>\n"
                    + "<tbody>\n<tr><td class=\"left\">1</td><td class=\"right\">2 | 3</td></tr>\n</tbody></table></div>"
            ),
            ("\\*no\\* &lt; &amp;lt;", "<p>*no* &lt; &amp;lt;</p>"),
            ("*a", "<p>*a</p>"), ("", ""), ("\r\n\r\n", ""), ("a\r\nb", "<p>a\nb</p>"),
        ]
    )
    func html(markdown: String, expected: String) {
        var html = MarkdownRenderer.html(markdown)
        if html.hasSuffix("\n") { html.removeLast() }
        #expect(html == expected)
        #expect(RunHTMLChecker.fault(in: html, elements: MarkdownRenderer.elements) == nil)
    }

    @Test("What could run or mislead is text", arguments: hostile)
    func isHarmless(markdown: String) {
        let html = MarkdownRenderer.html(markdown)
        #expect(RunHTMLChecker.fault(in: html, elements: MarkdownRenderer.elements) == nil)
        #expect(!html.lowercased().contains("href=\"javascript"))
        #expect(!html.contains("<script") && !html.contains("\u{202E}"))
    }

    @Test("A link of another scheme is its label")
    func foreignSchemes() {
        for address in [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:x", "data:text/html,x", "//x.org", "/x",
            "vbscript:x", "file:///etc", "http:x", "https://", "http:\\\\x", "\u{1}javascript:x", "&#106;avascript:x",
        ] {
            let html = MarkdownRenderer.html("[label](\(address)) <\(address)> ![p](<\(address)>)")
            #expect(!html.contains("href") && html.contains("label"), "\(address)")
        }
    }

    @Test("The checker of these tests finds what is wrong")
    func checkerFinds() {
        for html in [
            "<script>", "<p onclick=\"x\">a</p>", "<a href=\"javascript:x\">a</a>", "<p>", "a & b", "<p><em></p></em>",
            "<img src=\"x\">", "<a href=\"https://x\"\u{301} b=\"c\">a</a>", "a > b", "<p><ul></ul></p>",
        ] {
            #expect(RunHTMLChecker.fault(in: html, elements: MarkdownRenderer.elements) != nil, "\(html)")
        }
    }

    @Test("Ten thousand mutations give allowed elements alone")
    func mutations() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed of the Markdown mutations: \(seed)")
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<10_000 {
            let text = Self.mutation(using: &generator)
            let fault = RunHTMLChecker.fault(in: MarkdownRenderer.html(text), elements: MarkdownRenderer.elements)
            #expect(fault == nil, "seed \(seed): \(text.debugDescription)")
            if fault != nil { return }
        }
    }

    @Test("What makes other renderers slow is work in proportion to its length", arguments: slow)
    func isLinear(piece: String) {
        // A renderer that took the square of this would take minutes.
        let text = String(repeating: piece, count: 50_000 / piece.utf8.count)
        let html = MarkdownRenderer.html(text)
        #expect(RunHTMLChecker.fault(in: html, elements: MarkdownRenderer.elements) == nil)
        #expect(html.utf8.count < text.utf8.count * 40)
    }

    @Test("Of a text that is too long the start is shown, and that there is more")
    func long() {
        let html = MarkdownRenderer.html(String(repeating: "wörter ", count: 100_000))
        #expect(html.contains("The text goes on"))
        #expect(html.utf8.count < 600_000)
    }

    static let hostile = [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[a](https://x.org/\"onmouseover=alert(1))", "![\"><script>](data:image/png;base64,AAAA)",
        "![a](data:image/svg+xml;base64,AAAA)", "```\"><script>\nx\n```", "[a\"><script>](#\"><script>)",
        "|<script>|\n|-|\n|<b>|", "\u{202E}gnp.exe", "\"\u{301} onx=\"", "`<script>`", "<https://x.org/\"><script>",
        "https://x.org/\"onclick=x'", "a\u{0}b", "# <h1 onx>", "> <iframe src=//x>", "- <svg/onload=x>",
        "[a](<https://x.org/ \"b>)", "[![a](data:image/png;base64,AA==)](https://x.org)",
        "[a [b](https://b) c](https://a)",
        "*a [b*](https://x) c*", "**[a**](https://x)**", "[https://y.org](https://x.org)", "~~*a~~*", "***a** b*",
    ]

    static let slow = [
        "*", "_a ", "**a *b ", "[", "[a](", "](", "![", "`", "`a``", "<", "<a", "&", ">", "> ", "- ", "1. ", "|",
        "|a\n|-\n",
        "[a](<b", "[a](b 'c", "http://", "http://\\", "\\", "~~", "~~a", "a**b_c~~", "#", "# ", "- a\n", "  - a\n",
        "> - ", "\n", "    a\n", "![](data:image/png;base64,AA", "[a](https://x) ", "***a**b", "*a_b", "_*", "a_*b",
        ")](((",
    ]

    private static func mutation(using generator: inout SeededGenerator) -> String {
        var parts: [String] = []
        for _ in 0..<Int.random(in: 1...12, using: &generator) {
            parts.append((Bool.random(using: &generator) ? hostile : slow).randomElement(using: &generator) ?? "")
            if Int.random(in: 0..<3, using: &generator) == 0 {
                parts.append(
                    [" ", "\n", "\n\n", "\n    ", "\t", "(", ")", "]", "\""].randomElement(using: &generator) ?? ""
                )
            }
        }
        var bytes = Array(parts.joined().utf8)
        for _ in 0..<Int.random(in: 0...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: bytes.remove(at: place)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            default: bytes.insert(contentsOf: bytes[place...].prefix(7), at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
