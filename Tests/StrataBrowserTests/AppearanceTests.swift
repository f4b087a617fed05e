import Foundation
import StrataModel
import StrataTestSupport
import Testing

extension DashboardTests {
    /// Every page in both appearances and three widths.
    ///
    /// With `STRATA_SCREENSHOTS`, pictures of them are written there.
    @Suite("in light and dark, narrow and wide")
    struct AppearanceTests {
        /// A page: how its pictures are called, and where it is.
        struct Place: Sendable, CustomTestStringConvertible {
            var name: String
            var path: @Sendable (ServedDashboard) -> String
            /// What to do before looking.
            var prepare: @Sendable (Browser) async throws -> Void = { _ in }
            var testDescription: String { name }
        }

        static let places = [
            Place(name: "pipelines") { _ in "/" },
            Place(name: "runs") { _ in "/runs" },
            Place(name: "runs-filtered") { _ in "/runs?state=failed&tag=bad" },
            Place(name: "runs-none") { _ in "/runs?q=nothing+of+the+kind" },
            Place(name: "pipeline-run") { "/pipeline-runs/\($0.digits)" },
            Place(name: "pipeline-run-failed") { "/pipeline-runs/\($0.failed)" },
            Place(name: "run-report") { "/runs/\($0.digits).\($0.runs.report)" },
            Place(name: "run-training") { "/runs/\($0.digits).\($0.runs.training)" },
            Place(name: "run-picture") { "/runs/\($0.digits).\($0.runs.picture)" },
            Place(name: "run-failed") { "/runs/\($0.failed).\($0.runs.failedTraining)" },
            Place(name: "run-hostile") { "/runs/\($0.hostile).1" },
            Place(name: "compare-none") { _ in "/compare" },
            Place(name: "compare") { "/compare?left=\($0.digits)&right=\($0.failed)" },
            Place(name: "function") { _ in "/functions/Digits.pipeline(config%3A)" },
            Place(name: "not-found") { _ in "/pipeline-runs/\(PipelineRunID())" },
        ]
        static let widths = [360, 1280, 1920]

        @Test("has nothing beyond the edge, enough contrast, names and landmarks, and no complaints", arguments: places)
        func looks(place: Place) async throws {
            let dashboard = try ServedDashboard.shared
            let browser = dashboard.browser
            for scheme in Browser.ColorScheme.allCases {
                for width in Self.widths {
                    try await browser.prefer(scheme)
                    try await browser.resize(width: width, height: width == 360 ? 740 : width * 5 / 8)
                    try await dashboard.open(place.path(dashboard))
                    try await browser.settle()
                    try await place.prepare(browser)
                    let comment: Comment = "\(place.name), \(scheme), \(width) wide"
                    let findings = try await browser.audit()
                    #expect(findings == [], comment)
                    let complaints = try await browser.complaints()
                    // An address where there is nothing is answered as such, and the browser says so.
                    #expect(complaints.filter { !(place.name == "not-found" && $0.contains("404")) } == [], comment)
                    try await save(browser, "\(place.name)-\(scheme)-\(width)")
                }
            }
        }

        private func save(_ browser: Browser, _ name: String) async throws {
            guard let folder = ProcessInfo.processInfo.environment["STRATA_SCREENSHOTS"] else { return }
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try await browser.screenshot(whole: true).write(to: URL(filePath: "\(folder)/\(name).png"))
        }
    }
}
