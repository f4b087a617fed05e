extension MarkdownInlineParser {
    /// How many bytes of a paragraph may be read in vain for links' addresses.
    private static let wasteLimit = 1 << 18

    /// At a `]`: makes a link or picture of the last bracket, if an address follows.
    mutating func closeBracket() {
        guard let start = brackets.popLast(), case .bracket(let bracket) = pieces[start] else { return take(1) }
        guard byte(at: position + 1) == UInt8(ascii: "("), waste < Self.wasteLimit,
            let target = target(from: position + 2)
        else { return take(1) }
        let label = text[bracket.position..<position]
        if bracket.isImage, MarkdownAddress.isPicture(target.address) {
            put(picture: target.address, label: label, insteadOf: start)
        } else if MarkdownAddress.isAllowed(target.address) {
            append(.html([]))
            pairDelimiters(above: delimiters.firstIndex(above: start))
            pieces[start] = .open(.link(Array(target.address)))
            append(.close(.link([])))
            // No link within a link: the brackets before this one stay as they are.
            brackets.removeAll()
        } else {
            // The label alone: an address that is not allowed is not worth showing as if it were.
            pieces[start] = .html([])
        }
        position = target.end
    }

    private mutating func put(picture: ArraySlice<UInt8>, label: ArraySlice<UInt8>, insteadOf start: Int) {
        append(.html([]))
        delimiters.removeSubrange(delimiters.firstIndex(above: start)...)
        pieces.removeSubrange(start...)
        var html = Array("<img src=\"".utf8) + picture + Array("\" alt=\"".utf8)
        HTMLText.append(label, to: &html)
        pieces.append(.html(html + Array("\">".utf8)))
    }

    /// The address that begins at `start` and what stands behind its closing parenthesis.
    ///
    /// What was read in vain is counted, and nothing is looked for any more once it is too much.
    private mutating func target(from start: Int) -> (address: ArraySlice<UInt8>, end: Int)? {
        var index = skipWhite(start)
        let begin = index
        let isPicture = text[min(index, text.count)...].starts(with: MarkdownAddress.picturePrefix)
        if isPicture {
            index += MarkdownAddress.picturePrefix.count
            while let byte = byte(at: index), MarkdownBytes.isBase64(byte) { index += 1 }
        } else if byte(at: index) == UInt8(ascii: "<") {
            return angled(from: index + 1)
        } else {
            var depth = 0
            while let byte = byte(at: index), !MarkdownBytes.isWhite(byte),
                index - begin <= MarkdownRenderer.addressLimit
            {
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") {
                    if depth == 0 { break }
                    depth -= 1
                }
                index += 1
            }
        }
        guard let end = endOfTarget(index) else {
            waste += index - begin + 64
            return nil
        }
        return (text[begin..<index], end)
    }

    private mutating func angled(from begin: Int) -> (address: ArraySlice<UInt8>, end: Int)? {
        var index = begin
        while let byte = byte(at: index), byte != UInt8(ascii: ">") {
            guard byte != newline, index - begin <= MarkdownRenderer.addressLimit else {
                waste += index - begin + 64
                return nil
            }
            index += 1
        }
        guard index < text.count, let end = endOfTarget(index + 1) else {
            waste += index - begin + 64
            return nil
        }
        return (text[begin..<index], end)
    }

    /// Behind the title, which is not shown, and the closing parenthesis.
    private mutating func endOfTarget(_ start: Int) -> Int? {
        var index = skipWhite(start)
        if let quote = byte(at: index), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), index > start {
            let begin = index
            index += 1
            while let byte = byte(at: index), byte != quote {
                guard index - begin <= 512 else {
                    waste += 512
                    return nil
                }
                index += 1
            }
            index = skipWhite(index + 1)
        }
        return byte(at: index) == UInt8(ascii: ")") ? index + 1 : nil
    }

    private func skipWhite(_ start: Int) -> Int {
        var index = start
        while let byte = byte(at: index), MarkdownBytes.isWhite(byte), index - start < 64 { index += 1 }
        return index
    }

    /// At a `<`: an address in angle brackets.
    mutating func takeAddressInAngles() {
        let rest = text[(position + 1)...].prefix(MarkdownRenderer.addressLimit + 1)
        guard let end = rest.firstIndex(where: { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") || $0 <= space }),
            text[end] == UInt8(ascii: ">")
        else { return take(1) }
        let shown = rest[..<end]
        let isMail = shown.contains(UInt8(ascii: "@")) && !shown.contains(UInt8(ascii: ":"))
        let address = isMail ? Array("mailto:".utf8) + shown : Array(shown)
        guard address.first != UInt8(ascii: "#"), MarkdownAddress.isAllowed(address) else { return take(1) }
        put(link: address, shown: shown)
        position = end + 1
    }

    /// At an `h`: an address that stands by itself.
    mutating func takeBareAddress() {
        let before = position > 0 ? text[position - 1] : space
        let rest = text[position...].prefix(MarkdownRenderer.addressLimit)
        guard !MarkdownBytes.isAlphanumeric(before), before < 0x80,
            rest.starts(with: "http://".utf8) || rest.starts(with: "https://".utf8)
        else { return take(1) }
        var address = rest.prefix { $0 > space && !"<`\\".utf8.contains($0) }
        address = Self.withoutClosingMarks(address)
        guard MarkdownAddress.isAllowed(address) else { return take(1) }
        put(link: Array(address), shown: address)
        position += address.count
    }

    /// A sentence's marks behind an address do not belong to it, nor does a parenthesis that it does not open.
    private static func withoutClosingMarks(_ address: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var address = address
        var excess = address.reduce(0) { $0 + ($1 == UInt8(ascii: ")") ? 1 : $1 == UInt8(ascii: "(") ? -1 : 0) }
        while let last = address.last, "?!.,:*_~'\";)]".utf8.contains(last) {
            if last == UInt8(ascii: ")") {
                guard excess > 0 else { break }
                excess -= 1
            }
            address.removeLast()
        }
        return address
    }

    /// Inside of a link an address is text.
    private mutating func put(link address: [UInt8], shown: ArraySlice<UInt8>) {
        var html: [UInt8] = []
        HTMLText.append(shown, to: &html)
        append(.open(.link(address)))
        append(.html(html))
        append(.close(.link([])))
    }
}

extension [Int] {
    /// The position of the first number above `value`, or the end; the numbers rise.
    fileprivate func firstIndex(above value: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] > value { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
