extension MarkdownInlineParser {
    mutating func takeDelimiter() {
        let byte = text[position]
        let count = text[position...].prefix { $0 == byte }.count
        let before = position > 0 ? self.byte(at: position - 1) : nil
        let after = self.byte(at: position + count)
        let isWhiteAfter = MarkdownBytes.isWhite(after)
        let isWhiteBefore = MarkdownBytes.isWhite(before)
        let isMarkAfter = MarkdownBytes.isPunctuation(after)
        let isMarkBefore = MarkdownBytes.isPunctuation(before)
        let opens = !isWhiteAfter && (!isMarkAfter || isWhiteBefore || isMarkBefore)
        let closes = !isWhiteBefore && (!isMarkBefore || isWhiteAfter || isMarkAfter)
        // An underline within a word is part of it.
        let isInner = byte == UInt8(ascii: "_") && opens && closes
        guard byte != UInt8(ascii: "~") || count == 2 else { return take(count) }
        append(
            .delimiter(
                .init(
                    byte: byte,
                    count: count,
                    length: count,
                    canOpen: opens && (!isInner || isMarkBefore),
                    canClose: closes && (!isInner || isMarkAfter)
                )
            )
        )
        delimiters.append(pieces.count - 1)
        position += count
    }

    /// Pairs the delimiters from position `bottom` of the stack on, and takes them from it.
    ///
    /// Below an opener that was looked for in vain nobody looks again for the same kind, so each is passed a bounded number
    /// of times.
    mutating func pairDelimiters(above bottom: Int) {
        var stack: [Int] = []
        var floors: [Int: Int] = [:]
        for closer in delimiters[bottom...] {
            close(closer, &stack, &floors)
            if case .delimiter(let delimiter) = pieces[closer], delimiter.canOpen, delimiter.count > 0 {
                stack.append(closer)
            }
        }
        delimiters.removeSubrange(bottom...)
    }

    private mutating func close(_ closer: Int, _ stack: inout [Int], _ floors: inout [Int: Int]) {
        while case .delimiter(var closing) = pieces[closer], closing.canClose, closing.count > 0 {
            let kind = Int(closing.byte) * 8 + closing.length % 3 * 2 + (closing.canOpen ? 1 : 0)
            let floor = min(floors[kind] ?? 0, stack.count)
            guard let found = opener(of: closing, in: stack, from: floor) else {
                floors[kind] = stack.count
                return
            }
            stack.removeSubrange((found.depth + 1)...)
            // What lay between can pair no more; what was known of the places above is void.
            for (key, value) in floors where value > stack.count { floors[key] = stack.count - 1 }
            var opening = found.delimiter
            let width = min(2, opening.count, closing.count)
            let tag: MarkdownPiece.Tag =
                closing.byte == UInt8(ascii: "~") ? .del : width == 2 ? .strong : .em
            opening.count -= width
            closing.count -= width
            opening.opened.append(tag)
            closing.closed.append(tag)
            pieces[stack[found.depth]] = .delimiter(opening)
            pieces[closer] = .delimiter(closing)
            if opening.count == 0 { stack.removeLast() }
        }
    }

    private func opener(
        of closing: MarkdownPiece.Delimiter,
        in stack: [Int],
        from floor: Int
    ) -> (depth: Int, delimiter: MarkdownPiece.Delimiter)? {
        for depth in stack.indices.dropFirst(floor).reversed() {
            guard case .delimiter(let opening) = pieces[stack[depth]], opening.byte == closing.byte else { continue }
            let isOdd =
                (opening.canClose || closing.canOpen) && (opening.length + closing.length) % 3 == 0
                && (opening.length % 3 != 0 || closing.length % 3 != 0)
            if !isOdd { return (depth, opening) }
        }
        return nil
    }
}
