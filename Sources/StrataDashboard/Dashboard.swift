import Mustache

/// Turns values into pages: no I/O, no network.
package struct Dashboard: Sendable {
    private let library: MustacheLibrary

    /// Parses the templates.
    ///
    /// - Throws: What is wrong with a template and where; never in a build whose tests passed.
    package init() throws {
        var library = MustacheLibrary()
        for (path, text) in EmbeddedFiles.all where path.hasPrefix("Templates/") && path.hasSuffix(".mustache") {
            let name = path.dropFirst("Templates/".count).dropLast(".mustache".count)
            try library.register("\(text)", named: String(name))
        }
        self.library = library
    }

    /// The HTML of a page.
    package func html(_ page: some DashboardPage, in frame: PageFrame) -> String {
        library.render(Framed(page: page, frame: frame, title: page.title), withTemplate: page.template) ?? ""
    }

    /// The file that is served under `/assets/<name>`, and its media type; `nil` for none.
    package static func asset(_ name: String) -> (bytes: StaticString, mediaType: String)? {
        guard let bytes = EmbeddedFiles.all["Assets/\(name)"] else { return nil }
        let type =
            switch name.split(separator: ".").last {
            case "css": "text/css; charset=utf-8"
            case "js": "text/javascript; charset=utf-8"
            case "svg": "image/svg+xml"
            default: "application/octet-stream"
            }
        return (bytes, type)
    }

    private struct Framed<Page: DashboardPage> {
        let page: Page
        let frame: PageFrame
        let title: String
    }
}

/// A page's content, in the shape that its template asks for.
package protocol DashboardPage: Sendable {
    /// The template's name: its path below `Templates`, without `.mustache`.
    var template: String { get }
    /// What the browser's tab says.
    var title: String { get }
}

/// What stands around every page.
package struct PageFrame: Sendable {
    /// The section of the navigation that is marked: `pipelines`, `runs`, `compare` or none.
    package var section: String
    /// Who is signed in; `nil` where the server is open.
    package var user: String?
    /// The token that every form sends back; `nil` where nobody is signed in and forms need none.
    package var csrfToken: String?
    /// Whether buttons that change something are offered.
    package var canSubmit: Bool
    /// The server's version.
    package var version: String

    /// Describes the surroundings of a page.
    package init(section: String, user: String?, csrfToken: String?, canSubmit: Bool, version: String) {
        self.section = section
        self.user = user
        self.csrfToken = csrfToken
        self.canSubmit = canSubmit
        self.version = version
    }

    var isPipelines: Bool { section == "pipelines" }
    var isRuns: Bool { section == "runs" }
    var isCompare: Bool { section == "compare" }
}
