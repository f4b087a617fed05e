import Foundation
import StrataTestSupport
import Testing

/// Holds the tools of these tests to what they promise, on pages that are wrong on purpose.
@Suite("The browser of these tests", .serialized, .timeLimit(.minutes(5)))
struct BrowserToolTests {
    /// Opens a page made of this HTML in a browser of its own.
    private static func open(
        _ html: String,
        _ body: @escaping @Sendable (Browser) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try Data(html.utf8).write(to: URL(filePath: folder + "/page.html"))
            try await BrowserFixture.run { browser in
                try await browser.open("file://\(folder)/page.html")
                try await body(browser)
            }
        }
    }

    private static let sound = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
        <meta name="viewport" content="width=device-width"></head><body>
        <header><nav aria-label="Main"><a href="#main">Start</a></nav></header>
        <main id="main"><h1>Head</h1><label>Word <input id="word"></label> <button id="go">Go</button>
        <p id="said"></p></main><footer>End</footer></body></html>
        """

    @Test("clicks, types, presses keys and reads")
    func drives() async throws {
        try await Self.open(Self.sound) { browser in
            #expect(try await browser.title() == "A page")
            try await browser.run(
                """
                document.getElementById("go").onclick = () => {
                  setTimeout(() => { document.getElementById("said").textContent = document.getElementById("word").value; }, 50);
                };
                """
            )
            try await browser.find("#word").type("hello")
            try await browser.find("#go").click()
            try await browser.waitForText("hello", in: "#said")
            let word = try await browser.find("#word")
            try await word.clear()
            try await word.click()
            try await browser.press(["b", "y", "e", .tab, .enter])
            try await browser.waitForText("bye", in: "#said")
            #expect(try await browser.focused().attribute("id") == "go")
            #expect(try await browser.find("#go").role() == "button")
            #expect(try await browser.find("#word").label() == "Word")
            #expect(try await browser.value([Int].self, of: "return [1, 2]") == [1, 2])
            #expect(try await browser.run("return await Promise.resolve(arguments[0])", "x") == "x")
            await #expect(throws: WebDriverError.self) { try await browser.find("#nowhere") }
            await #expect(throws: WebDriverError.self) { try await browser.element("#late", limit: .milliseconds(60)) }
            #expect(try await browser.audit() == [])
            #expect(try await browser.walkWithTab().findings == [])
            #expect(try await browser.complaints() == [])
        }
    }

    @Test("has the size and the appearance that it is given, and takes pictures")
    func appearance() async throws {
        try await Self.open(Self.sound) { browser in
            for width in [360, 1920] {
                try await browser.resize(width: width, height: 700)
                #expect(try await browser.value([Int].self, of: "return [innerWidth, innerHeight]") == [width, 700])
            }
            for scheme in Browser.ColorScheme.allCases {
                try await browser.prefer(scheme)
                let query = "return matchMedia('(prefers-color-scheme: \(scheme.rawValue))').matches"
                #expect(try await browser.run(query) == true)
            }
            try await browser.run("document.body.style.height = '3000px'")
            for (whole, height) in [(false, 700), (true, 3000)] {
                let picture = try await browser.screenshot(whole: whole)
                #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
                // The height stands in the header, in four bytes from the 20th on.
                let found = picture[20..<24].reduce(0) { $0 << 8 | Int($1) }
                #expect(found >= height && found < height + 100)
            }
        }
    }

    @Test(
        "sees what a page complains about",
        arguments: [
            ("<script>throw new Error('broken')</script>", "broken"),
            ("<script>Promise.reject(new Error('dropped'))</script>", "dropped"),
            ("<script>console.error('said')</script>", "said"),
            ("<script>alert('boo')</script>", "dialog alert(boo)"),
            ("<img src='missing.png' alt=''>", "missing.png"),
            (
                """
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-a'">
                <p onclick="x()">Text</p><script nonce="a">document.querySelector("p").click()</script>
                """, "policy script-src-attr"
            ),
            (
                """
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'">
                <p style="color: red">Text</p>
                """, "policy style-src-attr"
            ),
        ]
    )
    func complaints(html: String, expected: String) async throws {
        try await Self.open("<!doctype html><title>x</title>" + html) { browser in
            let first = try await browser.complaints()
            #expect(first.joined(separator: "\n").contains(expected), "\(first)")
            let second = try await browser.complaints()
            #expect(second == [])
        }
    }

    /// HTML that is wrong, and what is to be said of it.
    private static let flaws = [
        ("<p style='color: #999'>pale</p>", "contrast 2.85 of 4.5"),
        ("<div style='opacity: 0.5'><p>faint</p></div>", "contrast 3.98 of 4.5"),
        ("<input aria-label='x' style='border: 1px solid #ddd'>", "the edge of <input>"),
        (
            "<svg width='90' height='40'><rect width='90' height='40' fill='#333'/><text x='9' y='20'>dark</text></svg>",
            "on 51,51,51"
        ),
        ("<h3>Too deep</h3>", "a heading of level 3 after one of level 1"),
        ("<h1>Again</h1>", "2 headings of the first level"),
        ("<img src='data:,'>", "a picture without a text"),
        ("<input>", "a control without a name"),
        ("<button></button>", "a control without a name"),
        ("<a href='#main'><button>x</button></a>", "a control in a control"),
        ("<div role=button>x</div>", "a control that the keyboard does not reach"),
        ("<p id='said'>x</p>", "the identifier ‘said’ stands 2 times"),
        ("<p aria-describedby='nobody'>x</p>", "‘nobody’, which is not there"),
        ("<table><tr><td>x</td></tr></table>", "a table without headings"),
        ("<div style='width: 3000px'>wide</div>", "the page is 3"),
        ("<main>second</main>", "2 landmarks ‘main’"),
        ("<nav><a href='#main'>x</a></nav>", "a navigation without a name"),
        ("<p tabindex=2>x</p>", "an order of its own"),
        ("<div aria-hidden=true><button>x</button></div>", "reaches what is hidden"),
        (
            "<div class=scroll style='overflow: auto; width: 50px; white-space: nowrap'>much text in here</div>",
            "cannot scroll"
        ),
        ("<button style='width: 9px; height: 9px; padding: 0; border: 0'>x</button>", "too small to hit"),
    ]

    @Test("finds what is wrong with a page")
    func findings() async throws {
        try await Self.open(Self.sound) { browser in
            for (html, expected) in Self.flaws {
                try await browser.reload()
                let sane = try await browser.audit()
                #expect(sane == [])
                try await browser.run(
                    "document.getElementById('said').insertAdjacentHTML('afterend', arguments[0])",
                    .string(html)
                )
                let findings = try await browser.audit()
                #expect(findings.contains { $0.contains(expected) }, "\(html): \(findings)")
            }
        }
    }

    @Test("sees where the keyboard goes unseen")
    func unseenKeyboard() async throws {
        let html = Self.sound.replacing("</title>", with: "</title><style>button:focus { outline: none }</style>")
        try await Self.open(html) { browser in
            let walk = try await browser.walkWithTab()
            #expect(walk.reached.count == 3)
            #expect(walk.findings == ["<button#go> Go: has the keyboard, and nothing shows it"])
        }
    }

    @Test("ends with its children, also where the test fails")
    func ends() async throws {
        struct Failure: Error {}
        let folder = LockedText()
        await #expect(throws: Failure.self) {
            try await BrowserFixture.run { browser in
                let children = try await runProgram(["pgrep", "-P", "\(browser.driverProcess)"])
                #expect(!children.output.isEmpty)
                folder.set(children.output)
                throw Failure()
            }
        }
        for child in folder.text.split(separator: "\n") {
            #expect(!FileManager.default.fileExists(atPath: "/proc/\(child)/exe"))
        }
    }
}
