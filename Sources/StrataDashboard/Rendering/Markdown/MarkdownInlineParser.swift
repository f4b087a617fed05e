/// Reads emphasis, code, links and addresses within a paragraph, from left to right and without going back.
struct MarkdownInlineParser {
    let text: [UInt8]
    var position = 0
    var pieces: [MarkdownPiece] = []
    private var plain: [UInt8] = []
    /// Positions in ``pieces`` of delimiters that may still pair, and of brackets that may still close.
    var delimiters: [Int] = []
    var brackets: [Int] = []
    /// How many bytes were read for links' addresses that were none.
    var waste = 0
    /// Where runs of backticks of each length stand, the last first.
    private var backticks: [Int: [Int]] = [:]

    init(_ text: [UInt8]) {
        self.text = text
    }

    /// The HTML of the whole.
    mutating func html() -> [UInt8] {
        findBackticks()
        while position < text.count { step() }
        flush()
        pairDelimiters(above: 0)
        return MarkdownPieceWriter.html(pieces)
    }

    func byte(at index: Int) -> UInt8? {
        text.indices.contains(index) ? text[index] : nil
    }

    mutating func append(_ piece: MarkdownPiece) {
        flush()
        pieces.append(piece)
    }

    private mutating func flush() {
        guard !plain.isEmpty else { return }
        var html: [UInt8] = []
        HTMLText.append(plain, to: &html)
        pieces.append(.html(html))
        plain = []
    }

    /// Takes in bytes as they are.
    mutating func take(_ count: Int) {
        plain += text[position..<min(text.count, position + count)]
        position = min(text.count, position + count)
    }

    private mutating func step() {
        switch text[position] {
        case UInt8(ascii: "\\"): takeEscape()
        case UInt8(ascii: "`"): takeCode()
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): takeDelimiter()
        case UInt8(ascii: "["):
            append(.bracket(.init(isImage: false, position: position + 1)))
            brackets.append(pieces.count - 1)
            position += 1
        case UInt8(ascii: "!") where byte(at: position + 1) == UInt8(ascii: "["):
            append(.bracket(.init(isImage: true, position: position + 2)))
            brackets.append(pieces.count - 1)
            position += 2
        case UInt8(ascii: "]"): closeBracket()
        case UInt8(ascii: "<"): takeAddressInAngles()
        case UInt8(ascii: "h"), UInt8(ascii: "H"): takeBareAddress()
        case UInt8(ascii: "&"): takeEntity()
        case newline: takeLineEnd()
        default: take(1)
        }
    }

    private mutating func takeEscape() {
        if byte(at: position + 1) == newline {
            append(.html(Array("<br>\n".utf8)))
            position += 2
        } else if MarkdownBytes.isPunctuation(byte(at: position + 1)) {
            position += 1
            take(1)
        } else {
            take(1)
        }
    }

    private mutating func takeLineEnd() {
        let spaces = plain.reversed().prefix { $0 == space }.count
        plain.removeLast(spaces)
        if spaces >= 2 {
            append(.html(Array("<br>\n".utf8)))
            position += 1
        } else {
            take(1)
        }
    }

    private mutating func takeEntity() {
        for (name, value) in Self.entities where text[position...].starts(with: name.utf8) {
            plain += value.utf8
            position += name.utf8.count
            return
        }
        take(1)
    }

    private static let entities = [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{A0}"),
    ]

    private mutating func findBackticks() {
        var index = text.count
        while index > 0 {
            let end = index
            while index > 0, text[index - 1] == UInt8(ascii: "`") { index -= 1 }
            if index < end { backticks[end - index, default: []].append(index) } else { index -= 1 }
        }
    }

    private mutating func takeCode() {
        let length = text[position...].prefix { $0 == UInt8(ascii: "`") }.count
        // Runs that lie behind are done with; each is dropped once.
        while let last = backticks[length]?.last, last <= position { backticks[length]?.removeLast() }
        guard let end = backticks[length]?.last else { return take(length) }
        var code = text[(position + length)..<end].map { $0 == newline ? space : $0 }[...]
        if code.first == space, code.last == space, code.contains(where: { $0 != space }) {
            code = code.dropFirst().dropLast()
        }
        var html = Array("<code>".utf8)
        HTMLText.append(code, to: &html)
        html += "</code>".utf8
        append(.html(html))
        position = end + length
    }
}
