/// Takes a Markdown text apart into blocks: each line is looked at once for each quote and list it stands in.
struct MarkdownBlockParser {
    private let lines: [MarkdownLine]
    private let depth: Int
    private var position = 0
    private var blocks: [MarkdownBlock] = []

    static func parse(_ text: String) -> [MarkdownBlock] {
        parse(MarkdownLine.lines(of: text), depth: 0)
    }

    private static func parse(_ lines: [MarkdownLine], depth: Int) -> [MarkdownBlock] {
        var parser = MarkdownBlockParser(lines: lines, depth: depth)
        parser.run()
        return parser.blocks
    }

    private init(lines: [MarkdownLine], depth: Int) {
        self.lines = lines
        self.depth = depth
    }

    private var canNest: Bool { depth < MarkdownRenderer.depthLimit }

    private func line(_ index: Int) -> MarkdownLine? {
        lines.indices.contains(index) ? lines[index] : nil
    }

    private mutating func run() {
        while let line = line(position) {
            if line.isBlank {
                position += 1
            } else if line.indent >= 4 {
                takeIndentedCode()
            } else if let fence = line.fence {
                takeFencedCode(fence)
            } else if let heading = line.heading {
                blocks.append(.heading(level: heading.level, text: Array(heading.text)))
                position += 1
            } else if line.isRule {
                blocks.append(.rule)
                position += 1
            } else if canNest, line.quoted != nil {
                takeQuote()
            } else if canNest, let marker = MarkdownMarker(line) {
                takeList(marker)
            } else if let table = MarkdownTableParser.header(line, self.line(position + 1)) {
                takeTable(table)
            } else {
                takeParagraph()
            }
        }
    }

    /// Whether a line ends the paragraph before it.
    private func interrupts(_ line: MarkdownLine) -> Bool {
        if line.isBlank || line.fence != nil || line.heading != nil || line.isRule { return true }
        guard canNest else { return false }
        if line.quoted != nil { return true }
        guard let marker = MarkdownMarker(line) else { return false }
        return !marker.isEmpty && (marker.number ?? 1) == 1
    }

    private mutating func takeIndentedCode() {
        var taken: [ArraySlice<UInt8>] = []
        while let line = line(position), line.isBlank || line.indent >= 4 {
            taken.append(line.dropping(4).bytes)
            position += 1
        }
        while let last = taken.last, MarkdownLine(bytes: last).isBlank { taken.removeLast() }
        blocks.append(.code(language: [], text: Array(taken.joined(separator: [newline]))))
    }

    private mutating func takeFencedCode(
        _ fence: (byte: UInt8, count: Int, language: ArraySlice<UInt8>, indent: Int)
    ) {
        position += 1
        var taken: [ArraySlice<UInt8>] = []
        while let line = line(position) {
            position += 1
            if line.closes(fence.byte, fence.count) { break }
            taken.append(line.dropping(fence.indent).bytes)
        }
        blocks.append(.code(language: Array(fence.language), text: Array(taken.joined(separator: [newline]))))
    }

    private mutating func takeQuote() {
        var taken: [MarkdownLine] = []
        var isInCode = false
        while let line = line(position) {
            if let inner = line.quoted {
                if inner.fence != nil { isInCode.toggle() }
                taken.append(inner)
            } else if !isInCode, taken.last?.isBlank == false, !interrupts(line) {
                // A paragraph may go on without the sign.
                taken.append(line)
            } else {
                break
            }
            position += 1
        }
        blocks.append(.quote(Self.parse(taken, depth: depth + 1)))
    }

    private mutating func takeTable(_ table: MarkdownBlock.Table) {
        var table = table
        position += 2
        while let line = line(position), !interrupts(line), line.indent < 4 {
            table.rows.append(Array(MarkdownTableParser.cells(line).prefix(table.header.count)))
            position += 1
        }
        blocks.append(.table(table))
    }

    private mutating func takeParagraph() {
        var taken: [ArraySlice<UInt8>] = []
        while let line = line(position) {
            if !taken.isEmpty {
                if let level = line.underline {
                    position += 1
                    let text = Array(taken.joined(separator: [newline]))
                    blocks.append(.heading(level: level, text: Array(MarkdownLine.trim(text[...]))))
                    return
                }
                if interrupts(line) { break }
            }
            // Spaces at the end may be a hard break; those at the start are nothing.
            taken.append(line.dropping(line.indent).bytes)
            position += 1
        }
        blocks.append(.paragraph(Array(MarkdownLine.trim(Array(taken.joined(separator: [newline]))[...]))))
    }
}

extension MarkdownBlockParser {
    private mutating func takeList(_ first: MarkdownMarker) {
        var items: [MarkdownBlock.Item] = []
        var isTight = true
        var sawBlank = false
        while let line = line(position), !line.isRule || items.isEmpty, let marker = MarkdownMarker(line),
            first.continues(marker)
        {
            if sawBlank { isTight = false }
            let (taken, blankInside, blankAfter) = takeItem(marker, line)
            if blankInside { isTight = false }
            sawBlank = blankAfter
            items.append(item(taken))
        }
        blocks.append(
            .list(.init(isOrdered: first.number != nil, start: first.number ?? 1, isTight: isTight, items: items))
        )
    }

    /// The lines of one item without their indent, and whether blank lines stand in or behind it.
    private mutating func takeItem(
        _ marker: MarkdownMarker,
        _ line: MarkdownLine
    ) -> (lines: [MarkdownLine], blankInside: Bool, blankAfter: Bool) {
        var taken = [MarkdownLine(bytes: line.bytes.dropFirst(marker.offset))]
        var blanks = 0
        var blankInside = false
        position += 1
        while let next = self.line(position) {
            if next.isBlank {
                // An item that begins with a blank line has one such line at most.
                if taken.count == 1, marker.isEmpty { break }
                blanks += 1
            } else if next.indent >= marker.offset {
                if blanks > 0 { blankInside = true }
                taken += repeatElement(MarkdownLine(bytes: []), count: blanks)
                blanks = 0
                taken.append(next.dropping(marker.offset))
            } else if blanks == 0, MarkdownMarker(next) == nil, !interrupts(next), taken.last?.fence == nil {
                taken.append(next.dropping(next.indent))
            } else {
                break
            }
            position += 1
        }
        return (taken, blankInside, blanks > 0)
    }

    private func item(_ lines: [MarkdownLine]) -> MarkdownBlock.Item {
        var lines = lines
        var isDone: Bool?
        if let first = lines.first?.trimmed, first.count > 3, first[first.startIndex + 3] == space {
            switch String(decoding: first.prefix(3), as: UTF8.self) {
            case "[ ]": isDone = false
            case "[x]", "[X]": isDone = true
            default: break
            }
            if isDone != nil { lines[0] = MarkdownLine(bytes: MarkdownLine.trim(first.dropFirst(4))) }
        }
        return .init(isDone: isDone, blocks: Self.parse(lines, depth: depth + 1))
    }
}
