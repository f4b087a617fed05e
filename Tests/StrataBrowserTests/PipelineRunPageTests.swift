import Foundation
import StrataModel
import StrataTestSupport
import Testing

extension DashboardTests {
    /// A pipeline run's page: the graph, the timeline, notes and tags.
    @Suite("A pipeline run's page")
    struct PipelineRunPageTests {
        private static func open(_ query: String = "") async throws -> (ServedDashboard, Browser) {
            let dashboard = try ServedDashboard.shared
            try await dashboard.browser.resize(width: 1280, height: 800)
            try await dashboard.open("/pipeline-runs/\(dashboard.digits)\(query)")
            try await dashboard.browser.element("#graph [data-id]")
            try await dashboard.browser.settle()
            return (dashboard, dashboard.browser)
        }

        /// Waits until the graph has come to where it goes.
        private static func standStill(_ browser: Browser) async throws {
            try await browser.wait(
                for: "a graph that stands still",
                until: """
                    const place = document.querySelector("#graph svg > g").getAttribute("transform"), now = performance.now();
                    if (window.__place !== place) { window.__place = place; window.__moved = now; }
                    return now - window.__moved > 300;
                    """
            )
        }

        private static func count(_ selector: String, _ browser: Browser) async throws -> Int {
            try await browser.value(
                Int.self,
                of: "return document.querySelectorAll(\(Browser.quoted(selector))).length"
            )
        }

        @Test("opens and closes nested functions")
        func nested() async throws {
            let (_, browser) = try await Self.open("?open=0")
            try await browser.find("#zoom-fit").click()
            try await Self.standStill(browser)
            let before = try await Self.count("#graph [data-id]", browser)
            let box =
                try await browser.run(
                    "return document.querySelector('#graph .node:not(.box) [data-toggle]').dataset.toggle"
                ).text ?? ""
            #expect(!box.isEmpty)
            try await browser.find("#graph .node:not(.box) [data-toggle='\(box)']").click()
            try await browser.wait(
                for: "more nodes",
                until: "return document.querySelectorAll('#graph [data-id]').length > \(before)"
            )
            let opened = try await Self.count("#graph [data-id]", browser)
            // The link says what is open.
            let link = try await browser.address()
            #expect(link.contains("open="))
            try await Self.standStill(browser)
            try await browser.find("#graph .box [data-toggle='\(box)']").click()
            try await browser.wait(
                for: "as many nodes as before",
                until: "return document.querySelectorAll('#graph [data-id]').length === \(before)"
            )
            try await browser.open(link)
            try await browser.wait(
                for: "what the link says",
                until: "return document.querySelectorAll('#graph [data-id]').length === \(opened)"
            )
            #expect(try await browser.complaints() == [])
        }

        @Test("finds runs by their function, shows what is known of one, and a link leads back to it")
        func find() async throws {
            let (dashboard, browser) = try await Self.open()
            try await browser.press(["/"])
            #expect(try await browser.focused().attribute("id") == "find-field")
            try await browser.find("#find-field").type("report")
            try await browser.element("#find-list [role=option]")
            try await browser.press([.enter])
            try await browser.wait(for: "the panel", until: "return !document.getElementById('panel').hidden")
            let panel = try await browser.find("#panel").text()
            #expect(panel.contains("report"))
            let link = try await browser.address()
            #expect(link.contains("focus=\(dashboard.runs.report)"))
            try await browser.open("about:blank")
            try await browser.open(link)
            try await browser.wait(for: "the panel", until: "return document.getElementById('panel')?.hidden === false")
            #expect(try await browser.find("#panel").text().contains("report"))
            // From there to the run's own page.
            try await browser.find("#panel a[href='/runs/\(dashboard.digits).\(dashboard.runs.report)']").click()
            try await browser.waitForText("report", in: "h1")
            #expect(try await browser.complaints() == [])
        }

        @Test("zooms and pans with the mouse, the wheel, buttons and keys")
        func camera() async throws {
            let (_, browser) = try await Self.open()
            func transform() async throws -> String {
                try await browser.run("return document.querySelector('#graph svg > g').getAttribute('transform')").text
                    ?? ""
            }
            let place = try await browser.value(
                [Double].self,
                of:
                    "const b = document.getElementById('graph').getBoundingClientRect(); return [b.x + b.width - 30, b.y + b.height - 30]"
            )
            let (x, y) = (Int(place[0]), Int(place[1]))
            var seen: Set<String> = [try await transform()]
            let moves: [(String, () async throws -> Void)] = [
                ("zoom in", { try await browser.find("#zoom-in").click() }),
                ("drag", { try await browser.drag(from: (x, y), to: (x - 90, y - 60)) }),
                ("wheel", { try await browser.scroll(x: x, y: y, by: 240) }),
                (
                    "key",
                    {
                        try await browser.run("document.getElementById('graph').focus()");
                        try await browser.press(["+"])
                    }
                ),
                ("shift and arrow", { try await browser.press([.right], holding: [.shift]) }),
            ]
            for (name, move) in moves {
                let before = try await transform()
                try await move()
                try await browser.wait(
                    for: name,
                    until:
                        "return document.querySelector('#graph svg > g').getAttribute('transform') !== \(Browser.quoted(before))"
                )
                try await browser.settle()
                seen.insert(try await transform())
            }
            #expect(seen.count == moves.count + 1)
            #expect(try await browser.complaints() == [])
        }

        @Test("is walked with arrow keys along its edges, and opened with Enter")
        func keyboard() async throws {
            let (_, browser) = try await Self.open()
            try await browser.run("document.getElementById('graph').focus()")
            var labels: Set<String> = []
            for key in [Key.down, .down, .right, .down, .left, .right, .down, .up] {
                try await browser.press([key])
                if let label = try await browser.run("return document.activeElement.getAttribute('aria-label')").text {
                    labels.insert(label)
                }
            }
            #expect(labels.count > 2, "\(labels)")
            try await browser.press([.enter])
            #expect(try await browser.complaints() == [])
        }

        @Test("shows the critical path and the timeline of the same runs")
        func timeline() async throws {
            let (dashboard, browser) = try await Self.open()
            try await browser.find("#critical").click()
            #expect(try await browser.find("#critical").attribute("aria-pressed") == "true")
            #expect(try await Self.count("#graph .node.critical", browser) > 2)
            try await browser.find("#tab-timeline").click()
            try await browser.element("#timeline tbody tr")
            try await browser.waitForText("train", in: "#timeline")
            #expect(try await browser.address().contains("tab=timeline"))
            #expect(try await Self.count("#timeline tbody tr", browser) >= 5)
            try await browser.press([.right])
            #expect(try await browser.find("#tab-runs").attribute("aria-selected") == "true")
            try await browser.element("#runs-card tbody a[href^='/runs/\(dashboard.digits).']")
            #expect(try await browser.complaints() == [])
        }

        @Test("takes tags and notes, and gives notes back")
        func remarks() async throws {
            let (dashboard, browser) = try await Self.open()
            try await browser.find("#edit-tags").click()
            let field = try await browser.find("#tag-field")
            try await field.clear()
            try await field.type("good, from the page")
            try await browser.press([.enter])
            try await browser.waitForText("from the page", in: "#tag-list")
            let summary = try await dashboard.server.send("GET", "/api/v1/pipeline-runs/\(dashboard.digits)")
            #expect(summary.text.contains("from the page"))

            try await browser.find("#tab-notes").click()
            try await browser.find("#note-text").type("It is **better** than before.")
            try await browser.find("#note-form button[type=submit]").click()
            try await browser.wait(
                for: "the note",
                until: "return document.querySelector('#notes .markdown strong')?.textContent === 'better'"
            )
            try await dashboard.open("/pipeline-runs/\(dashboard.digits)?tab=notes")
            try await browser.waitForText("It is better than before.", in: "#notes")
            try await browser.run("window.confirm = () => true")
            try await browser.find("#notes [data-delete]").click()
            try await browser.wait(for: "no note", until: "return !document.querySelector('#notes [data-note]')")
            #expect(try await browser.complaints() == [])
        }

        @Test("that failed says why, and leads to the run that failed")
        func failure() async throws {
            let dashboard = try ServedDashboard.shared
            let browser = dashboard.browser
            try await dashboard.open("/pipeline-runs/\(dashboard.failed)")
            try await browser.waitForText("use a smaller one", in: "#failure-place")
            try await browser.find(
                "#failure-place a[href='/runs/\(dashboard.failed).\(dashboard.runs.failedTraining)']"
            ).click()
            try await browser.waitForText("Why it failed")
            try await browser.waitForText("use a smaller one", in: ".why")
            #expect(try await browser.complaints() == [])
        }
    }
}
