import Foundation
import StrataModel
import StrataTestSupport
import Testing

extension DashboardTests {
    /// A run's page: what went in and came out, its log, its metrics.
    @Suite("A run's page")
    struct RunPageTests {
        private static func open(_ run: (ServedDashboard) -> String) async throws -> (ServedDashboard, Browser) {
            let dashboard = try ServedDashboard.shared
            try await dashboard.browser.resize(width: 1280, height: 900)
            try await dashboard.open("/runs/\(run(dashboard))")
            try await dashboard.browser.settle()
            return (dashboard, dashboard.browser)
        }

        @Test("shows the report's heat map, table and digits")
        func views() async throws {
            let (dashboard, browser) = try await Self.open { "\($0.digits).\($0.runs.report)" }
            let shown = try await browser.run(
                """
                const output = document.getElementById("output");
                const pictures = [...output.querySelectorAll("img")].filter((each) => each.complete && each.naturalWidth > 40);
                return ["svg image", "svg text", "table"].map((each) => output.querySelectorAll(each).length).concat(pictures.length);
                """
            ).elements.compactMap(\.number)
            #expect(shown.count == 4)
            // A picture of ten labels against ten with their names beside it, a ranking, and the digits that were taken for
            // others.
            #expect(shown.allSatisfy { $0 >= 1 } && shown.dropFirst().first ?? 0 >= 20, "\(shown)")
            try await browser.find("#inputs a[href^='/runs/\(dashboard.digits).']").click()
            try await browser.waitForText("Used by")
            #expect(try await browser.complaints() == [])
        }

        @Test("sorts and pages tables")
        func tables() async throws {
            let (_, browser) = try await Self.open { "\($0.digits).\($0.runs.report)" }
            let column =
                "return [...document.querySelectorAll('#output table:has(th button) tbody tr')].map((row) => row.innerText).join('|')"
            let before = try await browser.run(column).text ?? ""
            #expect(before.contains("|"))
            for _ in 0..<2 { try await browser.find("#output table th button").click() }
            try await browser.wait(
                for: "another order",
                until: "return (() => { \(column) })() !== \(Browser.quoted(before))"
            )
            #expect(try await browser.complaints() == [])
        }

        @Test("draws metrics, and says what they were in figures")
        func metrics() async throws {
            let (_, browser) = try await Self.open { "\($0.digits).\($0.runs.training)" }
            try await browser.element("#metric-plots svg path")
            try await browser.waitForText("loss", in: "#metrics")
            #expect(try await browser.complaints() == [])
        }

        @Test("shows the log, searches it and jumps to the failure")
        func log() async throws {
            let dashboard = try ServedDashboard.shared
            let browser = dashboard.browser
            let run = try await Self.record(lines: 20_000, on: dashboard.server)
            try await dashboard.open("/runs/\(run)")
            try await browser.element("#log-lines, #log-view .log-lines > *")
            // Only what is seen is in the page.
            let lines = "return document.querySelectorAll('#log-view .log-lines > *').length"
            try await browser.wait(for: "lines", until: "\(lines) > 5")
            #expect(try await browser.value(Int.self, of: lines) < 2000)
            try await browser.find("#log-q").type("needle 12345")
            try await browser.press([.enter])
            try await browser.waitForText("needle 12345", in: "#log-view")
            try await browser.find("#log [data-jump=failure]").click()
            try await browser.waitForText("it broke here", in: "#log-view")
            // Colours of terminals become classes, their codes are not text.
            let text = try await browser.find("#log-view").text()
            #expect(!text.contains("\u{1B}") && !text.contains("[31m"))
            #expect(try await browser.complaints() == [])
        }

        @Test("follows the log while the run goes on, and shows how it ends")
        func live() async throws {
            let dashboard = try ServedDashboard.shared
            let (server, browser) = (dashboard.server, dashboard.browser)
            var pipeline = RecordedPipeline(Samples.pipelineRun(name: "live"), root: Samples.function("live"))
            pipeline.start(0)
            pipeline.log(0, "first")
            try await server.record(pipeline.record, [pipeline.takeChanges()])
            try await dashboard.open("/runs/\(pipeline.record.id).0")
            try await browser.waitForText("first", in: "#log-view")
            pipeline.log(0, "second, a while later")
            try await server.send(pipeline.takeChanges(), number: 1, to: pipeline.record.id)
            try await browser.waitForText("second, a while later", in: "#log-view")
            pipeline.move(0, to: .failed, failure: RunFailure(cause: .user, message: "it ran dry"))
            pipeline.end(.failed, failure: RunFailure(cause: .user, message: "it ran dry"))
            try await server.send(pipeline.takeChanges(), number: 2, to: pipeline.record.id)
            try await browser.waitForText("it ran dry", in: ".why")
            #expect(try await browser.complaints() == [])
        }

        @Test("says why buttons are off, and takes notes")
        func buttons() async throws {
            let (dashboard, browser) = try await Self.open { "\($0.digits).\($0.runs.training)" }
            let rerun = try await browser.find("[aria-describedby=rerun-reason]")
            #expect(try await rerun.isEnabled() == false)
            #expect(try await browser.find("#rerun-reason").text().count > 10)
            try await browser.find("#note-text").type("Look at *this* one.")
            try await browser.find("#note-form button[type=submit]").click()
            try await browser.wait(
                for: "the note",
                until: "return document.querySelector('#note-list em')?.textContent === 'this'"
            )
            let download = try await browser.find("#output a[download]").attribute("href") ?? ""
            let answer = try await dashboard.server.send("GET", download)
            #expect(answer.status == 200)
            #expect(answer.headers["content-disposition"]?.hasPrefix("attachment") == true)
            #expect(try await browser.complaints() == [])
        }

        private static func record(lines: Int, on server: ServerProgram) async throws -> RunID {
            var pipeline = RecordedPipeline(Samples.pipelineRun(name: "long log"), root: Samples.function("talk"))
            pipeline.start(0)
            for number in 0..<lines {
                pipeline.log(
                    0,
                    "\u{1B}[3\(number % 8)mline\u{1B}[0m needle \(number) \(String(repeating: "x", count: number % 90))"
                )
            }
            pipeline.log(0, "\u{1B}[31;1mit broke here\u{1B}[0m", level: "error")
            for number in 0..<500 { pipeline.log(0, "after \(number)") }
            pipeline.move(0, to: .failed, failure: RunFailure(cause: .user, message: "it broke"))
            pipeline.end(.failed, failure: RunFailure(cause: .user, message: "it broke"))
            try await server.record(pipeline.record, [pipeline.takeChanges()])
            return RunID(pipelineRun: pipeline.record.id, index: 0)
        }
    }
}
