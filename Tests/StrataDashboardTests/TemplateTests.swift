import Foundation
import StrataAPI
import StrataTestSupport
import Testing

@testable import StrataDashboard

/// The templates and assets themselves.
@Suite("Templates")
struct TemplateTests {
    @Test(
        "have no script, style or event of their own, as the pages' policy says",
        arguments: try DashboardFiles.embedded.templates()
    )
    func policy(name: String, text: String) throws {
        #expect(!text.contains(/<[^>]*\sstyle\s*=/), "\(name)")
        #expect(!text.contains(/<[^>]*\son[a-z]+\s*=/), "\(name)")
        #expect(!text.contains("<style"), "\(name)")
        for script in text.matches(of: /<script([^>]*)>([^<]*)/) {
            // A block of data is no script; what stands in it is a value that its page writes without a `<`.
            if script.output.1.contains("type=\"application/json\"") {
                #expect(script.output.2.wholeMatch(of: /\{\{\{page\.[a-zA-Z]+\}\}\}/) != nil, "\(name)")
                continue
            }
            #expect(script.output.1.contains("src=\"/assets/"), "\(name)")
            #expect(script.output.2.isEmpty, "\(name)")
        }
    }

    @Test("insert HTML only where our own renderers made it", arguments: try DashboardFiles.embedded.templates())
    func unescaped(name: String, text: String) throws {
        // A name that ends in `HTML` is that of a renderer's output; `.` stands within such a section, `.html` is a line of source.
        let markup = text.replacing(/<script type="application\/json"[^>]*>[^<]*<\/script>/, with: "")
        for match in markup.matches(of: /\{\{\{\s*([^}]*?)\s*\}\}\}/) {
            let name = String(match.output.1)
            let isMarked = name.hasSuffix("HTML") || name.hasSuffix(".html") || name == "."
            #expect(isMarked, "\(name) in \(text.prefix(60))")
        }
        #expect(!text.contains("{{&"), "\(name)")
    }

    @Test("ask for styles and scripts that are there", arguments: try DashboardFiles.embedded.templates())
    func assets(name: String, text: String) throws {
        let dashboard = try Dashboard()
        for match in text.matches(of: /\/assets\/([A-Za-z0-9.\-\/]+)/) {
            #expect(dashboard.asset(String(match.output.1)) != nil, "\(match.output.1) in \(name)")
        }
    }

    @Test("are read again from a folder on each request")
    func folder() async throws {
        try await withTemporaryFolder { folder in
            let manager = FileManager.default
            try manager.createDirectory(atPath: folder + "/Templates", withIntermediateDirectories: true)
            try manager.createDirectory(atPath: folder + "/Assets", withIntermediateDirectories: true)
            try "one {{page.heading}}".write(
                toFile: folder + "/Templates/error.mustache",
                atomically: true,
                encoding: .utf8
            )
            try "a".write(toFile: folder + "/Assets/x.css", atomically: true, encoding: .utf8)
            let dashboard = try Dashboard(readingFrom: folder)
            let page = ErrorPage(.init(code: "notFound", status: 404, detail: "d"), at: "/")
            #expect(dashboard.html(page, in: PageSamples.frame).contains("one There is nothing here"))
            let before = try #require(dashboard.asset("x.css"))
            try "two".write(toFile: folder + "/Templates/error.mustache", atomically: true, encoding: .utf8)
            try "b".write(toFile: folder + "/Assets/x.css", atomically: true, encoding: .utf8)
            #expect(dashboard.html(page, in: PageSamples.frame).contains("two"))
            #expect(try #require(dashboard.asset("x.css")).entityTag != before.entityTag)
            try "{{#open}} <b>".write(toFile: folder + "/Templates/error.mustache", atomically: true, encoding: .utf8)
            let broken = dashboard.html(page, in: PageSamples.frame)
            #expect(broken.contains("The template &#39;error&#39; cannot be read"))
        }
    }

    @Test(
        "stay within their folder",
        arguments: ["../secret", "a/../../secret", "/etc/passwd", ".hidden", "", "a//b", "a\u{0}b", "..\\x"]
    )
    func escape(name: String) async throws {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/d/Assets", withIntermediateDirectories: true)
            try "s".write(toFile: folder + "/d/secret", atomically: true, encoding: .utf8)
            let dashboard = try Dashboard(readingFrom: folder + "/d")
            #expect(dashboard.asset(name) == nil)
        }
        #expect(try Dashboard().asset(name) == nil)
    }

    @Test("have assets with a media type and a strong validator", arguments: DashboardFiles.embeddedAssets)
    func assetTypes(name: String) throws {
        let asset = try #require(try Dashboard().asset(name))
        let types = ["css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"]
        #expect(asset.mediaType == types[String(name.split(separator: ".").last ?? "")])
        #expect(asset.entityTag.wholeMatch(of: /"[0-9a-f]{32}"/) != nil)
    }
}
