import Foundation
import StrataModel
import StrataTestSupport
import Testing

extension DashboardTests {
    /// Pages with ``HostileText`` in every string that someone can choose.
    @Suite("with hostile text in every string")
    struct InjectionTests {
        /// What executes, loads or leads away, and that no page of ours has; returned in words.
        private static let search = """
            const found = [];
            if (window.__pwned !== undefined) found.push(`executed: ${window.__pwned}`);
            const harmful = /^\\s*(javascript|data|vbscript|file|blob):/i;
            const bare = (text) => (text ?? "").replace(/[\\u0000-\\u0020]/g, "");
            for (const element of document.querySelectorAll("*")) {
              for (const { name, value } of element.attributes) {
                if (name.startsWith("on")) found.push(`${element.outerHTML.slice(0, 200)} has ${name}`);
                // A heat map is painted as a picture of its own.
                if (element.localName === "image" && value.startsWith("data:image/png;base64,")) continue;
                if (["href", "action", "formaction", "xlink:href", "srcdoc", "data"].includes(name) && harmful.test(bare(value))) {
                  found.push(`${name} leads to ${value.slice(0, 100)}`);
                }
                if (name === "style" && !(element instanceof SVGElement)) {
                  if (/url|expression/i.test(value)) found.push(`style ${value.slice(0, 100)}`);
                }
              }
            }
            for (const element of document.querySelectorAll("iframe, object, embed, base, meta[http-equiv=refresh], main style, main script:not([src], [type='application/json']), math, plaintext, main link")) {
              found.push(element.outerHTML.slice(0, 200));
            }
            for (const element of document.querySelectorAll("[src], [href]")) {
              const place = new URL(element.getAttribute("src") ?? "", location.href);
              if (element.hasAttribute("src") && place.protocol !== "data:" && place.origin !== location.origin) found.push(`loads ${place}`);
            }
            return found;
            """

        struct Place: Sendable, CustomTestStringConvertible {
            var path: @Sendable (ServedDashboard) -> String
            /// Where the hostile text stood that this page must show as text.
            var shows: [String]
            var testDescription: String
        }

        static let places = [
            Place(path: { _ in "/" }, shows: ["label"], testDescription: "pipelines"),
            Place(path: { _ in "/runs" }, shows: ["pipeline run name", "tag", "user"], testDescription: "runs"),
            Place(
                path: { _ in "/runs?q=\(escaped(HostileText.all("q")))&tag=\(escaped(HostileText.all("t")))" },
                shows: [],
                testDescription: "filters"
            ),
            Place(
                path: { "/pipeline-runs/\($0.hostile)" },
                shows: ["pipeline run name"],
                testDescription: "pipeline run"
            ),
            Place(path: { "/runs/\($0.hostile).0" }, shows: ["label"], testDescription: "root"),
            Place(
                path: { "/runs/\($0.hostile).1" },
                shows: ["input name", "section title", "column", "cell", "plot title", "caption"],
                testDescription: "views"
            ),
            Place(
                path: { "/runs/\($0.hostile).2" },
                shows: ["failure message", "error type", "remedy", "source"],
                testDescription: "failed"
            ),
            Place(path: { "/runs/\($0.hostile).3" }, shows: ["file name", "folder name"], testDescription: "files"),
            Place(path: { "/runs/\($0.hostile).4" }, shows: ["label"], testDescription: "files outside"),
            Place(
                path: { "/compare?left=\($0.hostile)&right=\($0.digits)" },
                shows: ["pipeline run name"],
                testDescription: "compare"
            ),
            Place(
                path: { "/compare?left=\($0.hostile).1&right=\($0.hostile).2" },
                shows: ["label"],
                testDescription: "compare runs"
            ),
            Place(path: { _ in "/sign-in?next=javascript:window.__pwned=1" }, shows: [], testDescription: "sign in"),
            Place(path: { _ in "/\(escaped(HostileText.all("path")))" }, shows: [], testDescription: "not found"),
            Place(
                path: { _ in "/runs?cursor=\(escaped(HostileText.all("cursor")))" },
                shows: [],
                testDescription: "cursor"
            ),
        ]

        @Test("executes none of it, and shows it", arguments: places)
        func harmless(place: Place) async throws {
            let dashboard = try ServedDashboard.shared
            let browser = dashboard.browser
            try await browser.resize(width: 1280, height: 800)
            try await dashboard.open(place.path(dashboard))
            try await browser.settle()
            // What is folded is opened, and everything passes the pointer.
            try await browser.run("for (const each of document.querySelectorAll('details')) each.open = true")
            try await browser.run(
                """
                for (const each of document.querySelectorAll("main *")) {
                  for (const name of ["mouseover", "mouseenter", "pointerover", "focus"]) each.dispatchEvent(new Event(name, { bubbles: true }));
                }
                """
            )
            try await browser.settle()
            let found = try await browser.run(Self.search).elements.compactMap(\.text)
            #expect(found == [])
            let complaints = try await browser.complaints()
            #expect(complaints.filter { !$0.contains("status of 404") && !$0.contains("status of 400") } == [])
            let text = try await browser.run("return document.body.textContent").text ?? ""
            for shown in place.shows { #expect(text.contains("<script>window.__pwned='\(shown)'"), "\(shown)") }
        }

        @Test("gives bytes to be saved, not to be shown")
        func downloads() async throws {
            let dashboard = try ServedDashboard.shared
            let run = "/api/v1/runs/\(dashboard.hostile)."
            for path in [
                "3/output/files/page.html", "1/output/value",
                "1/inputs/\(Self.escaped(HostileText.all("input name")))/value",
            ] {
                let answer = try await dashboard.server.send("GET", run + path)
                #expect(answer.status == 200, "\(path): \(answer.text.prefix(300))")
                #expect(answer.headers["x-content-type-options"] == "nosniff", "\(path)")
                #expect(answer.headers["content-security-policy"]?.contains("sandbox") == true, "\(path)")
                #expect(answer.headers["content-type"]?.contains("html") != true, "\(path)")
                try await dashboard.open("/runs")
                try await dashboard.browser.run(
                    "location.href = arguments[0]",
                    .string(dashboard.server.address + run + path)
                )
                try await dashboard.browser.settle()
                #expect(try await dashboard.browser.run("return window.__pwned ?? null") == .null, "\(path)")
            }
        }

        @Test("keeps notes as text, those of this page, too")
        func notes() async throws {
            let dashboard = try ServedDashboard.shared
            let note = [
                "id": "\(PipelineRunID())", "author": HostileText.all("author"), "text": HostileText.markdown("note"),
            ]
            let answer = try await dashboard.server.call("POST", "/pipeline-runs/\(dashboard.hostile)/notes", note)
            #expect((200..<300).contains(answer.status), "\(answer.text)")
            for path in ["/pipeline-runs/\(dashboard.hostile)", "/runs/\(dashboard.hostile).0"] {
                try await dashboard.open(path)
                try await dashboard.browser.settle()
                let found = try await dashboard.browser.run(Self.search).elements.compactMap(\.text)
                #expect(found == [], "\(path)")
                #expect(try await dashboard.browser.complaints() == [], "\(path)")
            }
        }

        private static func escaped(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }
    }
}
