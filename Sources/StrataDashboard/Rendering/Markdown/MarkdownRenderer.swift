/// Turns Markdown that anyone may have written into HTML that does nothing but look right.
///
/// A subset of CommonMark with GitHub's tables, task lists, strikethrough and bare addresses. No HTML is passed through.
/// What comes out are the elements in ``elements`` alone; addresses are `http`, `https`, `mailto` or `#…`.
package enum MarkdownRenderer {
    /// The HTML of a text.
    ///
    /// Takes time in proportion to the text's length. Of a text over ``sizeLimit`` the rest is left out, and said so.
    ///
    /// - Parameters:
    ///   - text: The Markdown.
    ///   - topHeading: The level, 1 to 6, that the text's `#` headings get, so that they fit below those of the page.
    /// - Returns: Balanced HTML for use between block-level tags, for `{{{…}}}` in templates.
    package static func html(_ text: String, topHeading: Int = 3) -> String {
        let cut = clipped(text)
        let blocks = MarkdownBlockParser.parse(cut.text)
        var writer = MarkdownWriter(topHeading: min(6, max(1, topHeading)))
        writer.write(blocks)
        if cut.isClipped { writer.raw("<p><em>The text goes on; what follows is not shown.</em></p>\n") }
        return writer.html
    }

    /// How many bytes of a text are read.
    package static let sizeLimit = 512 * 1024
    /// How deep quotes and lists may stand in each other; what is deeper is text.
    static let depthLimit = 12
    /// How many bytes an address may have, pictures apart.
    static let addressLimit = 2048

    /// Every element that can come out.
    package static let elements: Set<String> = [
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "em", "strong", "del", "code", "pre", "ul", "ol", "li", "table",
        "thead",
        "tbody", "tr", "th", "td", "blockquote", "a", "hr", "br", "img", "input", "div", "span",
    ]

    private static func clipped(_ text: String) -> (text: String, isClipped: Bool) {
        guard text.utf8.count > sizeLimit else { return (text, false) }
        let end = text.utf8.index(text.startIndex, offsetBy: sizeLimit)
        return (String(decoding: text.utf8[..<end], as: UTF8.self), true)
    }
}
