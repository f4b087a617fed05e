/// A line of Markdown without its end, and what it begins with.
struct MarkdownLine: Hashable {
    /// The bytes; tabs at the start are spaces already.
    var bytes: ArraySlice<UInt8>

    /// How many spaces it begins with.
    var indent: Int { bytes.prefix { $0 == space }.count }
    var isBlank: Bool { bytes.allSatisfy { $0 == space || $0 == tab || $0 == carriageReturn } }
    /// What is left without spaces at either end.
    var trimmed: ArraySlice<UInt8> { MarkdownLine.trim(bytes) }

    /// The line without its first `count` spaces, or as many as there are.
    func dropping(_ count: Int) -> MarkdownLine {
        MarkdownLine(bytes: bytes.dropFirst(min(count, indent)))
    }

    static func trim(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isText = { (byte: UInt8) in byte != space && byte != tab && byte != carriageReturn }
        guard let first = bytes.firstIndex(where: isText), let last = bytes.lastIndex(where: isText) else { return [] }
        return bytes[first...last]
    }

    /// Splits a text into lines, with the tabs at their starts taken apart.
    static func lines(of text: String) -> [MarkdownLine] {
        Array(text.utf8).split(separator: newline, omittingEmptySubsequences: false).map { line in
            let line = line.last == carriageReturn ? line.dropLast() : line
            return MarkdownLine(bytes: expanded(line))
        }
    }

    private static func expanded(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let white = line.prefix { $0 == space || $0 == tab }
        guard white.contains(tab) else { return line }
        var width = 0
        for byte in white { width += byte == tab ? 4 - width % 4 : 1 }
        return (Array(repeating: space, count: width) + line.dropFirst(white.count))[...]
    }
}

let space = UInt8(ascii: " ")
let tab = UInt8(ascii: "\t")
let newline = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")

extension MarkdownLine {
    /// What ends a fenced code block, where this line begins one: the byte, how many of it, the language, the indent.
    var fence: (byte: UInt8, count: Int, language: ArraySlice<UInt8>, indent: Int)? {
        let indent = indent
        let rest = bytes.dropFirst(indent)
        guard indent < 4, let byte = rest.first, byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else {
            return nil
        }
        let count = rest.prefix { $0 == byte }.count
        let info = MarkdownLine.trim(rest.dropFirst(count))
        guard count >= 3, byte != UInt8(ascii: "`") || !info.contains(byte) else { return nil }
        return (byte, count, info.prefix { $0 != space }, indent)
    }

    /// Whether the line ends a fenced code block that began with `count` times `byte`.
    func closes(_ byte: UInt8, _ count: Int) -> Bool {
        let rest = trimmed
        return indent < 4 && rest.count >= count && rest.allSatisfy { $0 == byte }
    }

    /// The level and text of a heading that begins with number signs.
    var heading: (level: Int, text: ArraySlice<UInt8>)? {
        let indent = indent
        let sign = UInt8(ascii: "#")
        let rest = bytes.dropFirst(indent)
        let level = rest.prefix { $0 == sign }.count
        guard indent < 4, (1...6).contains(level) else { return nil }
        var text = rest.dropFirst(level)
        guard text.isEmpty || text.first == space || text.first == tab else { return nil }
        text = MarkdownLine.trim(text)
        // Number signs at the end close the heading, if something white stands before them.
        let closing = text.reversed().prefix { $0 == sign }.count
        if closing == text.count { return (level, []) }
        if text.dropLast(closing).last == space { text = MarkdownLine.trim(text.dropLast(closing)) }
        return (level, text)
    }

    var isRule: Bool {
        let indent = indent
        let rest = trimmed
        guard indent < 4, let byte = rest.first, "*-_".utf8.contains(byte) else { return false }
        var count = 0
        for other in rest {
            if other == byte { count += 1 } else if other != space && other != tab { return false }
        }
        return count >= 3
    }

    /// The line behind a `>`, if it begins with one.
    var quoted: MarkdownLine? {
        let indent = indent
        guard indent < 4, bytes.dropFirst(indent).first == UInt8(ascii: ">") else { return nil }
        let rest = bytes.dropFirst(indent + 1)
        return MarkdownLine(bytes: rest.first == space ? rest.dropFirst() : rest)
    }

    /// The level of the heading that the line makes of the paragraph before it.
    var underline: Int? {
        let rest = trimmed
        guard indent < 4, let byte = rest.first, rest.allSatisfy({ $0 == byte }) else { return nil }
        return byte == UInt8(ascii: "=") ? 1 : byte == UInt8(ascii: "-") ? 2 : nil
    }
}
