/// Writes pieces as HTML: what did not become a tag is text.
struct MarkdownPieceWriter {
    /// How deep tags may stand in each other; those deeper are left out.
    private static let depthLimit = 32

    private var output: [UInt8] = []
    private var depth = 0
    /// At which depths a link is open: only the outermost is written.
    private var linkDepth = 0

    static func html(_ pieces: [MarkdownPiece]) -> [UInt8] {
        var writer = MarkdownPieceWriter()
        for piece in pieces { writer.write(piece) }
        return writer.output
    }

    private mutating func write(_ piece: MarkdownPiece) {
        switch piece {
        case .html(let html): output += html
        case .bracket(let bracket): output += (bracket.isImage ? "![" : "[").utf8
        case .open(let tag): open(tag)
        case .close(let tag): close(tag)
        case .delimiter(let delimiter):
            for tag in delimiter.closed { close(tag) }
            output += repeatElement(delimiter.byte, count: delimiter.count)
            for tag in delimiter.opened.reversed() { open(tag) }
        }
    }

    private mutating func open(_ tag: MarkdownPiece.Tag) {
        if case .link(let address) = tag {
            linkDepth += 1
            guard linkDepth == 1 else { return }
            output += "<a href=\"".utf8
            HTMLText.append(address, to: &output)
            output += (address.first == UInt8(ascii: "#") ? "\">" : "\" rel=\"noopener noreferrer nofollow\">").utf8
            return
        }
        depth += 1
        if depth <= Self.depthLimit { output += "<\(tag.name)>".utf8 }
    }

    private mutating func close(_ tag: MarkdownPiece.Tag) {
        if case .link = tag {
            linkDepth -= 1
            if linkDepth == 0 { output += "</a>".utf8 }
            return
        }
        if depth <= Self.depthLimit { output += "</\(tag.name)>".utf8 }
        depth -= 1
    }
}
