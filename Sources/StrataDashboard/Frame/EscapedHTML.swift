import Mustache

/// Escapes text for HTML by its bytes.
///
/// The template engine's own escaping looks at characters as people see them, so a `<` or a quote that follows a prepended
/// mark (U+0600) or carries a combining one (U+0301) is another character to it, and goes through. Browsers look at scalars.
struct EscapedHTML: MustacheContentType {
    /// The name by which templates ask for it.
    static let name = "STRATA_HTML"

    /// The line that goes before each template: partials begin with the engine's own escaping.
    static let pragma = "{{% CONTENT_TYPE:\(name)}}\n"

    func escapeText(_ text: String) -> String {
        Self.escape(text)
    }

    /// The text with everything that means something in HTML, between tags or within quotes, as a reference.
    ///
    /// Control characters, which HTML does not allow, become U+FFFD.
    static func escape(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "`": result += "&#96;"
            case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": result += "\u{FFFD}"
            // They turn the direction of writing: a name that ends in `gpj.exe` would read `exe.jpg`.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                result += "[U+\(String(scalar.value, radix: 16, uppercase: true))]"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
