/// Colours Swift source by its words: no parser, since what stands there was compiled already.
package enum SwiftHighlighter {
    /// The source as HTML: escaped, with `<span class="hl-…">` around comments, strings, numbers, keywords, attributes and types.
    package static func html(_ source: String) -> String {
        lines(source).joined(separator: "\n")
    }

    /// As ``html(_:)``, line by line; no tag goes from one line to the next.
    package static func lines(_ source: String) -> [String] {
        var scanner = SwiftScanner(Array(source.utf8))
        var lines: [String] = []
        var line: [UInt8] = []
        while let token = scanner.next() {
            for (index, part) in token.bytes.split(separator: newline, omittingEmptySubsequences: false).enumerated() {
                if index > 0 {
                    lines.append(String(decoding: line, as: UTF8.self))
                    line = []
                }
                guard !part.isEmpty else { continue }
                if let name = token.kind.className { line += "<span class=\"\(name)\">".utf8 }
                HTMLText.append(part, to: &line)
                if token.kind.className != nil { line += "</span>".utf8 }
            }
        }
        lines.append(String(decoding: line, as: UTF8.self))
        return lines
    }
}

/// Takes Swift source apart into what is coloured alike.
struct SwiftScanner {
    enum Kind {
        case plain
        case comment
        case string
        case number
        case keyword
        case attribute
        case type

        var className: String? {
            switch self {
            case .plain: nil
            case .comment: "hl-c"
            case .string: "hl-s"
            case .number: "hl-n"
            case .keyword: "hl-k"
            case .attribute: "hl-a"
            case .type: "hl-t"
            }
        }
    }

    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) {
        self.text = text
    }

    mutating func next() -> (kind: Kind, bytes: ArraySlice<UInt8>)? {
        guard position < text.count else { return nil }
        let start = position
        let kind = scan(text[position])
        return (kind, text[start..<position])
    }

    private func byte(_ index: Int) -> UInt8? {
        index < text.count ? text[index] : nil
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while let byte = byte(position), condition(byte) { position += 1 }
    }

    private mutating func scan(_ first: UInt8) -> Kind {
        switch first {
        case UInt8(ascii: "/") where byte(position + 1) == UInt8(ascii: "/"):
            skip { $0 != newline }
            return .comment
        case UInt8(ascii: "/") where byte(position + 1) == UInt8(ascii: "*"):
            skipBlockComment()
            return .comment
        case UInt8(ascii: "\""), UInt8(ascii: "#"):
            return skipString() ? .string : .keyword
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            skip { Self.isWord($0) || $0 == UInt8(ascii: ".") }
            return .number
        case UInt8(ascii: "@"):
            position += 1
            skip(while: Self.isWord)
            return .attribute
        case _ where Self.isWord(first):
            return word()
        default:
            position += 1
            skip { !Self.isWord($0) && !"/\"#@".utf8.contains($0) }
            return .plain
        }
    }

    private mutating func word() -> Kind {
        let start = position
        skip(while: Self.isWord)
        let word = String(decoding: text[start..<position], as: UTF8.self)
        if Self.keywords.contains(word) { return .keyword }
        return (65...90).contains(text[start]) ? .type : .plain
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            let pair = (byte(position), byte(position + 1))
            if pair == (UInt8(ascii: "/"), UInt8(ascii: "*")) {
                depth += 1
                position += 2
            } else if pair == (UInt8(ascii: "*"), UInt8(ascii: "/")) {
                depth -= 1
                position += 2
            } else {
                position += 1
            }
        } while depth > 0 && position < text.count
        position = min(position, text.count)
    }

    /// Past a string with or without number signs; `false` where the number sign begins something else.
    private mutating func skipString() -> Bool {
        let signs = text[position...].prefix { $0 == UInt8(ascii: "#") }.count
        guard byte(position + signs) == quote else {
            position += signs
            skip(while: Self.isWord)
            return false
        }
        position += signs
        let isLong = byte(position + 1) == quote && byte(position + 2) == quote
        position += isLong ? 3 : 1
        while let byte = byte(position) {
            if byte == newline, !isLong { return true }
            if byte == UInt8(ascii: "\\"), text[(position + 1)...].prefix(signs).allSatisfy({ $0 == UInt8(ascii: "#") })
            {
                position = min(text.count, position + 2 + signs)
            } else if byte == quote, ends(at: position, quotes: isLong ? 3 : 1, signs: signs) {
                position += (isLong ? 3 : 1) + signs
                return true
            } else {
                position += 1
            }
        }
        return true
    }

    private func ends(at index: Int, quotes: Int, signs: Int) -> Bool {
        let end = index + quotes + signs
        return end <= text.count && text[index..<(index + quotes)].allSatisfy { $0 == quote }
            && text[(index + quotes)..<end].allSatisfy { $0 == UInt8(ascii: "#") }
    }

    private let quote = UInt8(ascii: "\"")

    private static func isWord(_ byte: UInt8) -> Bool {
        MarkdownBytes.isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static let keywords: Set<String> = [
        "actor", "any", "as", "async", "await", "break", "case", "catch", "class", "continue", "default", "defer", "do",
        "else",
        "enum", "extension", "fallthrough", "false", "fileprivate", "final", "for", "func", "guard", "if", "import",
        "in",
        "init", "inout", "internal", "is", "let", "mutating", "nil", "nonisolated", "open", "operator", "package",
        "private",
        "protocol", "public", "repeat", "rethrows", "return", "self", "Self", "some", "static", "struct", "subscript",
        "super",
        "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while", "consuming", "borrowing",
        "sending",
        "isolated", "lazy", "weak", "unowned", "override", "indirect", "associatedtype", "deinit",
    ]
}
