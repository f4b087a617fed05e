/// Writes blocks as HTML.
struct MarkdownWriter {
    let topHeading: Int
    private var output: [UInt8] = []

    init(topHeading: Int) {
        self.topHeading = topHeading
    }

    var html: String { String(decoding: output, as: UTF8.self) }

    mutating func raw(_ text: String) {
        output += text.utf8
    }

    mutating func write(_ blocks: [MarkdownBlock]) {
        for block in blocks { write(block) }
    }

    private mutating func inline(_ text: [UInt8]) {
        var parser = MarkdownInlineParser(text)
        output += parser.html()
    }

    private mutating func write(_ block: MarkdownBlock) {
        switch block {
        case .heading(let level, let text):
            let level = min(6, topHeading + level - 1)
            raw("<h\(level)>")
            inline(text)
            raw("</h\(level)>\n")
        case .paragraph(let text):
            raw("<p>")
            inline(text)
            raw("</p>\n")
        case .code(let language, let text): write(code: text, language: language)
        case .quote(let blocks):
            raw("<blockquote>\n")
            write(blocks)
            raw("</blockquote>\n")
        case .list(let list): write(list)
        case .table(let table): write(table)
        case .rule: raw("<hr>\n")
        }
    }

    private mutating func write(code text: [UInt8], language: [UInt8]) {
        let name = String(decoding: language.prefix(32), as: UTF8.self)
        let isName =
            !name.isEmpty && name.utf8.allSatisfy { MarkdownBytes.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        raw(isName ? "<pre><code class=\"language-\(name)\">" : "<pre><code>")
        if name == "swift" {
            raw(SwiftHighlighter.html(String(decoding: text, as: UTF8.self)))
        } else {
            HTMLText.append(text, to: &output)
        }
        raw("</code></pre>\n")
    }

    private mutating func write(_ list: MarkdownBlock.List) {
        let name = list.isOrdered ? "ol" : "ul"
        raw(list.isOrdered && list.start != 1 ? "<ol start=\"\(list.start)\">\n" : "<\(name)>\n")
        for item in list.items {
            if let isDone = item.isDone {
                raw(
                    "<li class=\"task\"><input type=\"checkbox\" disabled\(isDone ? " checked" : "") aria-label=\"\(isDone ? "done" : "to do")\"> "
                )
            } else {
                raw("<li>")
            }
            for block in item.blocks {
                if case .paragraph(let text) = block, list.isTight {
                    inline(text)
                } else {
                    write(block)
                }
            }
            raw("</li>\n")
        }
        raw("</\(name)>\n")
    }

    private mutating func write(_ table: MarkdownBlock.Table) {
        raw("<div class=\"scroll\"><table>\n<thead><tr>")
        write(table.header, as: "th", table.alignments)
        raw("</tr></thead>\n<tbody>\n")
        for row in table.rows {
            raw("<tr>")
            write(row, as: "td", table.alignments)
            raw("</tr>\n")
        }
        raw("</tbody></table></div>\n")
    }

    private mutating func write(_ cells: [[UInt8]], as name: String, _ alignments: [MarkdownBlock.Alignment]) {
        for (cell, alignment) in zip(cells, alignments) {
            switch alignment {
            case .none: raw("<\(name)>")
            case .left: raw("<\(name) class=\"left\">")
            case .center: raw("<\(name) class=\"center\">")
            case .right: raw("<\(name) class=\"right\">")
            }
            inline(cell)
            raw("</\(name)>")
        }
    }
}
