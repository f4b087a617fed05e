import FoundationEssentials
package import StrataModel

/// Writes views as HTML: everything in them is text, except for what the Markdown renderer makes.
package struct ViewHTML: Sendable {
    /// The path below `/api/v1` of the artifact that has the view, from where scripts read what the page leaves out.
    let source: String
    /// The level of the headings of its outermost sections, so that they fit below those of the page.
    let topHeading: Int

    /// Writes views of the artifact at `source`, for example `/runs/<id>/output`.
    package init(source: String, topHeading: Int = 4) {
        self.source = source
        self.topHeading = topHeading
    }

    /// How deep sections may stand in each other.
    static let depthLimit = 6
    /// Pictures above this many bytes are not shown.
    static let pictureLimit = 8 << 20

    /// The HTML of a view, for `{{{…}}}` in templates.
    package func html(_ view: ArtifactView) -> String {
        html(view, path: [])
    }

    private func html(_ view: ArtifactView, path: [Int]) -> String {
        switch view {
        case .table(let table): TableHTML.html(table, source: source, path: path)
        case .image(let image): Self.html(image)
        case .plot(let plot): PlotHTML.html(plot)
        case .markdown(let text):
            "<div class=\"markdown\">\(MarkdownRenderer.html(text, topHeading: min(6, topHeading + path.count)))</div>"
        case .link(let title, let url): Self.link(title: title, url: url)
        case .sections(let sections): html(sections, path: path)
        }
    }

    private func html(_ sections: [ArtifactView.Section], path: [Int]) -> String {
        guard path.count < Self.depthLimit else {
            return "<p class=\"quiet\">More sections stand here than are shown; the value has them.</p>"
        }
        let level = min(6, topHeading + path.count)
        return sections.prefix(200).enumerated().map { index, section in
            """
            <section class="view-section"><h\(level)>\(HTMLText.escape(section.title))</h\(level)>
            \(html(section.view, path: path + [index]))</section>

            """
        }.joined()
    }

    private static func html(_ image: ImageView) -> String {
        let caption = HTMLText.escape(image.caption)
        guard image.bytes.count <= pictureLimit else {
            let size = PageText.size(Int64(image.bytes.count))
            return "<p class=\"quiet\">A picture of \(size), too large to show here: \(caption)</p>"
        }
        // As a picture's source, SVG runs no script and loads nothing.
        let data = Data(image.bytes).base64EncodedString()
        return """
            <figure class="picture"><img src="data:\(image.format.rawValue);base64,\(data)" alt="\(caption)">
            \(caption.isEmpty ? "" : "<figcaption>\(caption)</figcaption>")</figure>

            """
    }

    private static func link(title: String, url: String) -> String {
        let shown = HTMLText.escape(url)
        let words = title.isEmpty ? shown : HTMLText.escape(title)
        let isWeb = MarkdownAddress.isAllowed(url) && url.lowercased().hasPrefix("http")
        guard isWeb else {
            return
                "<p>\(words) <span class=\"quiet break\">(no link, since it is not a web address: <code>\(shown)</code>)</span></p>"
        }
        return """
            <p><a href="\(shown)" rel="noopener noreferrer nofollow">\(words)</a> <span class="quiet break small">\(shown)</span></p>

            """
    }
}
