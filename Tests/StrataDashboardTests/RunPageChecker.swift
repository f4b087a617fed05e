/// Reads a page as a browser's tokenizer does, and says what in it could run, or was not written by a template.
enum RunPageChecker {
    /// What is wrong; `nil` for nothing.
    static func fault(in html: String) -> String? {
        let bytes = Array(html.utf8)
        var open: [String] = []
        var index = 0
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            guard let end = end(of: bytes, from: start + 1) else { return "a tag without end" }
            let text = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
            index = end + 1
            if text.hasPrefix("!doctype") { continue }
            if text.hasPrefix("/") {
                guard open.popLast() == String(text.dropFirst()) else { return "<\(text)> closes nothing" }
                continue
            }
            let name = String(text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) })
            guard elements.contains(name) else { return "<\(text.prefix(80))>" }
            if let fault = faultOfAttributes(text.dropFirst(name.count), in: name) { return fault }
            let isClosed = text.hasSuffix("/") || void.contains(name)
            if !isClosed { open.append(name) }
            if name == "script", !text.contains("src=\"/assets/") { return "an inline script" }
        }
        return open.isEmpty ? nil : "\(open) left open"
    }

    /// The end of a tag: a `>` outside of quotes.
    private static func end(of bytes: [UInt8], from start: Int) -> Int? {
        var isQuoted = false
        for index in start..<bytes.count {
            if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if bytes[index] == UInt8(ascii: ">"), !isQuoted { return index }
        }
        return nil
    }

    private static func faultOfAttributes(_ text: Substring, in element: String) -> String? {
        var rest = Array(text.unicodeScalars)[...]
        while true {
            rest = rest.drop { $0 == " " || $0 == "\n" || $0 == "/" }
            guard !rest.isEmpty else { return nil }
            let name = String(
                String.UnicodeScalarView(rest.prefix { $0 != "=" && $0 != " " && $0 != "\n" && $0 != "/" })
            )
            rest = rest.dropFirst(name.unicodeScalars.count)
            guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else {
                return "the attribute \(name.debugDescription) of <\(element)>"
            }
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst()
            guard rest.first == "\"" else { return "\(name) of <\(element)> is not quoted" }
            let value = String(String.UnicodeScalarView(rest.dropFirst().prefix { $0 != "\"" }))
            rest = rest.dropFirst(value.unicodeScalars.count + 2)
            if name.hasPrefix("on") || name == "style" || name == "srcdoc" { return "\(name) of <\(element)>" }
            if ["href", "src", "action"].contains(name), !isAllowed(value) { return "\(name)=\(value.prefix(80))" }
        }
    }

    private static func isAllowed(_ address: String) -> Bool {
        if address.hasPrefix("//") { return false }
        return ["/", "#", "http://", "https://", "mailto:", "data:image/png;base64,", "data:image/svg+xml;base64,"]
            .contains { address.lowercased().hasPrefix($0) }
    }

    private static let void: Set<String> = [
        "meta", "link", "br", "hr", "img", "input", "path", "circle", "rect", "line",
    ]
    private static let elements: Set<String> = [
        "html", "head", "meta", "title", "link", "script", "noscript", "body", "header", "nav", "main", "footer",
        "section",
        "article", "div", "span", "p", "a", "img", "button", "form", "label", "input", "select", "option", "textarea",
        "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3",
        "h4", "h5", "h6", "code", "pre", "strong", "em", "del", "blockquote", "br", "hr", "time", "figure",
        "figcaption",
        "details", "summary", "svg", "path", "circle", "rect", "line", "bdi", "kbd",
    ]
}
