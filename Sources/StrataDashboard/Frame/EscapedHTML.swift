import Mustache

/// Escapes what templates insert, with ``HTMLText``.
///
/// The template engine's own escaping looks at characters as people see them, so a `<` or a quote that follows a prepended
/// mark (U+0600) or carries a combining one (U+0301) is another character to it, and goes through. Browsers look at scalars.
struct EscapedHTML: MustacheContentType {
    /// The name by which templates ask for it.
    static let name = "STRATA_HTML"

    /// The line that goes before each template: partials begin with the engine's own escaping.
    static let pragma = "{{% CONTENT_TYPE:\(name)}}\n"

    func escapeText(_ text: String) -> String {
        HTMLText.escape(text)
    }
}
