import Foundation
import StrataModel
import StrataTestSupport
import Testing

extension DashboardTests {
    /// The pages with lists: pipelines, runs, one function, two runs side by side.
    @Suite("The lists")
    struct ListPageTests {
        private static func open(_ path: String) async throws -> (ServedDashboard, Browser) {
            let dashboard = try ServedDashboard.shared
            try await dashboard.browser.resize(width: 1280, height: 800)
            try await dashboard.open(path)
            try await dashboard.browser.settle()
            return (dashboard, dashboard.browser)
        }

        private static func names(_ browser: Browser) async throws -> [String] {
            try await browser.run(
                "return [...document.querySelectorAll('tr[data-key] .open')].map((each) => each.innerText)"
            )
            .elements.compactMap(\.text)
        }

        @Test("lead from a pipeline to its runs and to one of them")
        func pipelines() async throws {
            let (dashboard, browser) = try await Self.open("/")
            try await browser.waitForText("Digits", in: ".pipelines")
            try await browser.find("#search").type("no such pipeline")
            try await browser.wait(for: "none", until: "return !document.getElementById('no-match').hidden")
            try await browser.find("#search").clear()
            try await browser.open(dashboard.server.address + "/")
            try await browser.find(".strip a[href='/pipeline-runs/\(dashboard.digits)']").click()
            try await browser.waitForText("digits", in: "h1")
            #expect(try await browser.complaints() == [])
        }

        @Test("are narrowed down by state, tag, text and time, and the address says by what")
        func filters() async throws {
            let (_, browser) = try await Self.open("/runs")
            #expect(try await Self.names(browser).count >= 3)
            try await browser.run("document.querySelector('input[name=state][value=failed]').click()")
            try await browser.wait(for: "the address", until: "return location.search.includes('state=failed')")
            try await browser.settle()
            #expect(try await Self.names(browser).contains("too fast"))
            #expect(try await !Self.names(browser).contains("digits"))
            try await browser.find("#search").type("too fast")
            try await browser.press([.enter])
            try await browser.wait(for: "the address", until: "return location.search.includes('q=')")
            try await browser.settle()
            #expect(try await Self.names(browser) == ["too fast"])
            let link = try await browser.address()
            try await browser.open(link)
            #expect(try await Self.names(browser) == ["too fast"])
            try await browser.open(link.replacing(/q=[^&]*/, with: "tag=good"))
            #expect(try await Self.names(browser) == [])
            #expect(try await browser.complaints() == [])
        }

        @Test("are walked with keys, and two are chosen to be compared")
        func compare() async throws {
            let (dashboard, browser) = try await Self.open("/runs?function=Digits.pipeline(config%3A)")
            try await browser.press(["j", "x", "j", "x"])
            try await browser.wait(
                for: "two chosen",
                until: "return document.querySelectorAll('input[name=pick]:checked').length === 2"
            )
            try await browser.find("#compare").click()
            try await browser.wait(for: "the comparison", until: "return location.pathname === '/compare'")
            try await browser.waitForText("rates", in: "main")
            let link = try await browser.address()
            #expect(link.contains("\(dashboard.digits)") && link.contains("\(dashboard.failed)"))
            #expect(try await browser.complaints() == [])
        }

        @Test("gain what is recorded while they are looked at")
        func live() async throws {
            let (dashboard, browser) = try await Self.open("/runs")
            try await browser.wait(
                for: "being live",
                until: "return document.getElementById('live').textContent.includes('Live')"
            )
            var pipeline = RecordedPipeline(
                Samples.pipelineRun(name: "appears by itself", createdAt: 5_000_000_000),
                root: Samples.function("live")
            )
            pipeline.start(0)
            try await dashboard.server.record(pipeline.record, [pipeline.takeChanges()])
            try await browser.waitForText("appears by itself")
            let row = "tr[data-key='\(pipeline.record.id)'] .state"
            #expect(try await browser.find(row).attribute("data-state") == "running")
            pipeline.move(0, to: .succeeded)
            pipeline.end(.succeeded)
            try await dashboard.server.send(pipeline.takeChanges(), number: 1, to: pipeline.record.id)
            try await browser.wait(
                for: "its end",
                until: "return document.querySelector(\(Browser.quoted(row))).dataset.state === 'succeeded'"
            )
            #expect(try await browser.complaints() == [])
        }

        @Test("show where the keyboard is, and it reaches everything", arguments: ["/", "/runs", "/compare"])
        func keyboard(path: String) async throws {
            let (_, browser) = try await Self.open(path)
            let walk = try await browser.walkWithTab()
            #expect(walk.findings == [])
            #expect(walk.reached.count > 5)
            #expect(walk.reached.first?.contains("Skip to content") == true)
        }

        @Test("switch between light and dark, and remember it")
        func theme() async throws {
            let (dashboard, browser) = try await Self.open("/")
            try await browser.prefer(.light)
            let ground = "return getComputedStyle(document.documentElement).backgroundColor"
            let before = try await browser.run(ground)
            try await browser.find("#theme").click()
            #expect(try await browser.run(ground) != before)
            try await dashboard.open("/runs")
            #expect(try await browser.run(ground) != before)
            try await browser.find("#theme").click()
            #expect(try await browser.run(ground) == before)
            try await browser.run("localStorage.clear()")
        }
    }
}
