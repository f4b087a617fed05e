/// Reads HTML strictly and says what in it is not allowed: elements, attributes, addresses, and tags that do not pair.
struct RunHTMLChecker {
    private let bytes: [UInt8]
    private var position = 0
    private var open: [String] = []

    /// What is wrong with `html`; `nil` for nothing.
    static func fault(in html: String, elements: Set<String>) -> String? {
        var checker = RunHTMLChecker(html)
        return checker.check(elements)
    }

    private init(_ html: String) {
        bytes = Array(html.utf8)
    }

    private static let void: Set<String> = ["br", "hr", "img", "input"]

    private mutating func check(_ elements: Set<String>) -> String? {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "<"):
                if let fault = tag(elements) { return fault + " at byte \(position)" }
            case UInt8(ascii: ">"): return "a bare > at byte \(position)"
            case UInt8(ascii: "&"):
                guard let end = bytes[position...].prefix(8).firstIndex(of: UInt8(ascii: ";")) else {
                    return "a bare & at byte \(position)"
                }
                let name = String(decoding: bytes[position...end], as: UTF8.self)
                guard ["&lt;", "&gt;", "&amp;", "&quot;", "&#39;"].contains(name) else { return "unknown \(name)" }
                position = end + 1
            case 0..<9, 11, 12, 14..<32: return "a control character at byte \(position)"
            default: position += 1
            }
        }
        return open.isEmpty ? nil : "\(open) left open"
    }

    private mutating func tag(_ elements: Set<String>) -> String? {
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: ">")) else { return "a tag without end" }
        let text = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
        position = end + 1
        if text.hasPrefix("/") {
            let name = String(text.dropFirst())
            return open.popLast() == name ? nil : "</\(name)> closes nothing"
        }
        let name = String(text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) })
        guard elements.contains(name) else { return "<\(name)> is not allowed" }
        if let fault = attributes(String(text.dropFirst(name.count)), of: name) { return fault }
        if !Self.void.contains(name) { open.append(name) }
        // Paragraphs end by themselves where another block begins: then the tags would not pair in a browser.
        if open.dropLast().last == "p", ["p", "ul", "ol", "pre", "table", "blockquote", "div"].contains(name) {
            return "<\(name)> in <p>"
        }
        if open.filter({ $0 == "a" }).count > 1 { return "a link in a link" }
        return open.count > 120 ? "too deep" : nil
    }

    private func attributes(_ text: String, of element: String) -> String? {
        var rest = Substring(text)
        while !rest.isEmpty {
            guard rest.hasPrefix(" ") else { return "no space before an attribute in <\(element)\(text)>" }
            rest = rest.dropFirst()
            let name = rest.prefix { $0.isASCII && ($0.isLetter || $0 == "-") }
            rest = rest.dropFirst(name.count)
            var value = ""
            if rest.utf8.starts(with: "=\"".utf8) {
                rest = Substring(rest.unicodeScalars.dropFirst(2))
                value = String(rest.unicodeScalars.prefix { $0 != "\"" })
                rest = Substring(rest.unicodeScalars.dropFirst(value.unicodeScalars.count))
                guard rest.unicodeScalars.first == "\"" else { return "a value without end in <\(element)>" }
                rest = Substring(rest.unicodeScalars.dropFirst())
            }
            if let fault = fault(of: String(name), value, in: element) { return fault }
        }
        return nil
    }

    private func fault(of name: String, _ value: String, in element: String) -> String? {
        switch (element, name) {
        case ("a", "href"):
            let isAllowed = ["http://", "https://", "mailto:", "#"].contains { value.lowercased().hasPrefix($0) }
            return isAllowed ? nil : "the address \(value)"
        case ("a", "rel"): return value == "noopener noreferrer nofollow" ? nil : "rel=\(value)"
        case ("img", "src"): return value.hasPrefix("data:image/png;base64,") ? nil : "the picture \(value)"
        case ("img", "alt"), ("ol", "start"), ("input", "disabled"), ("input", "checked"),
            ("input", "aria-label"):
            return nil
        case ("input", "type"): return value == "checkbox" ? nil : "type=\(value)"
        case ("code", "class"), ("th", "class"), ("td", "class"), ("li", "class"), ("div", "class"), ("span", "class"):
            return value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } ? nil : "class=\(value)"
        default: return "the attribute \(name) of <\(element)>"
        }
    }
}
