import Mustache

/// Turns values into pages.
///
/// Reads no file but those of a folder that it was told to take its templates from.
package struct Dashboard: Sendable {
    private enum Source: Sendable {
        /// What the program carries.
        case embedded(MustacheLibrary, assets: [String: Asset])
        case folder(DashboardFiles)
    }

    private let source: Source

    /// Parses the templates.
    ///
    /// - Parameter folder: A folder with `Templates` and `Assets` to read on each request, for people who work on the
    ///   dashboard; `nil` for those in the program.
    /// - Throws: What is wrong with a template and where; never for those of a build whose tests passed.
    package init(readingFrom folder: String? = nil) throws {
        let files = folder.map(DashboardFiles.folder) ?? .embedded
        let library = try Self.library(files)
        if folder != nil {
            source = .folder(files)
        } else {
            let names = DashboardFiles.embeddedAssets
            let assets = names.compactMap { name in files.asset(name).map { (name, Asset(name: name, bytes: $0)) } }
            source = .embedded(library, assets: Dictionary(assets) { first, _ in first })
        }
    }

    /// The HTML of a page.
    ///
    /// With a folder whose templates cannot be read or parsed, what is wrong with them.
    package func html(_ page: some DashboardPage, in frame: PageFrame) -> String {
        let framed = Framed(page: page, frame: frame, title: page.title)
        switch source {
        case .embedded(let library, _):
            return library.render(framed, withTemplate: page.template) ?? ""
        case .folder(let files):
            do {
                return try Self.library(files).render(framed, withTemplate: page.template) ?? "No such template."
            } catch {
                return TemplateFailure.html(error)
            }
        }
    }

    /// The file that is served under `/assets/<name>`; `nil` for none.
    package func asset(_ name: String) -> Asset? {
        switch source {
        case .embedded(_, let assets): assets[name]
        case .folder(let files): files.asset(name).map { Asset(name: name, bytes: $0) }
        }
    }

    private static func library(_ files: DashboardFiles) throws -> MustacheLibrary {
        MustacheContentTypes.register(EscapedHTML(), named: EscapedHTML.name)
        var library = MustacheLibrary()
        for (name, text) in try files.templates() {
            do {
                try library.register(EscapedHTML.pragma + text, named: name)
            } catch {
                throw TemplateFailure(template: name, reason: "\(error)")
            }
        }
        return library
    }

    private struct Framed<Page: DashboardPage> {
        let page: Page
        let frame: PageFrame
        let title: String
    }
}
