/// Reads the lines of a table.
enum MarkdownTableParser {
    /// How many columns a table may have; further ones are left out.
    static let columnLimit = 64

    /// The table that two lines begin, without rows, if they do.
    static func header(_ line: MarkdownLine, _ next: MarkdownLine?) -> MarkdownBlock.Table? {
        guard line.bytes.contains(bar), let next, next.indent < 4, let alignments = alignments(next) else { return nil }
        let header = cells(line)
        guard header.count == alignments.count else { return nil }
        return .init(
            alignments: Array(alignments.prefix(columnLimit)),
            header: Array(header.prefix(columnLimit)),
            rows: []
        )
    }

    /// The cells of a line: between bars that no backslash precedes.
    static func cells(_ line: MarkdownLine) -> [[UInt8]] {
        var rest = line.trimmed
        if rest.first == bar { rest.removeFirst() }
        var cells: [[UInt8]] = []
        var cell: [UInt8] = []
        var isEscaped = false
        for byte in rest {
            if byte == bar, !isEscaped {
                cells.append(Array(MarkdownLine.trim(cell[...])))
                cell = []
            } else {
                if byte == bar { cell.removeLast() }
                cell.append(byte)
            }
            isEscaped = byte == backslash && !isEscaped
        }
        if !MarkdownLine.trim(cell[...]).isEmpty || rest.last != bar {
            cells.append(Array(MarkdownLine.trim(cell[...])))
        }
        return cells
    }

    private static func alignments(_ line: MarkdownLine) -> [MarkdownBlock.Alignment]? {
        guard line.trimmed.allSatisfy({ "|-: \t".utf8.contains($0) }) else { return nil }
        var alignments: [MarkdownBlock.Alignment] = []
        for cell in cells(line) {
            let isLeft = cell.first == colon
            let isRight = cell.last == colon && cell.count > 1
            let dashes = cell.dropFirst(isLeft ? 1 : 0).dropLast(isRight ? 1 : 0)
            guard !dashes.isEmpty, dashes.allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
            alignments.append(isLeft && isRight ? .center : isRight ? .right : isLeft ? .left : .none)
        }
        return alignments.isEmpty ? nil : alignments
    }

    private static let bar = UInt8(ascii: "|")
    private static let colon = UInt8(ascii: ":")
    private static let backslash = UInt8(ascii: "\\")
}
