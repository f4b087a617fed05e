extension TarReader {
    /// Reads the header block that was gathered.
    ///
    /// - Returns: The entry that begins; `nil` for blocks that begin none, or that have more to come.
    mutating func readHeader() throws(LayerError) -> TarEntry? {
        defer { gathered.removeAll(keepingCapacity: true) }
        if gathered.allSatisfy({ $0 == 0 }) {
            guard !hasExtendedHeader else { throw Self.malformed("it ends after an extended header") }
            if sawEmptyBlock { state = .end }
            sawEmptyBlock = true
            return nil
        }
        guard !sawEmptyBlock else { throw Self.malformed("there is one empty block amid it") }
        let sums = TarHeader.sums(of: gathered)
        let sum = try number(TarHeader.checksum, "checksum")
        guard sum == sums.unsigned || sum == sums.signed else {
            throw Self.malformed("a header does not have the checksum it says")
        }
        let type = gathered[TarHeader.type]
        let size = try number(TarHeader.size, "size")
        switch type {
        case UInt8(ascii: "x"), UInt8(ascii: "g"), UInt8(ascii: "L"), UInt8(ascii: "K"):
            try beginExtended(type, size)
            return nil
        default:
            let attributes = next.over(global)
            next = PaxAttributes()
            hasExtendedHeader = false
            let entry = try entry(type, attributes, size)
            guard type == UInt8(ascii: "S"), gathered[482] != 0 else { return entry }
            state = .sparseHeader(entry)
            return nil
        }
    }

    private mutating func beginExtended(_ type: UInt8, _ size: Int64) throws(LayerError) {
        guard size >= 0 else { throw Self.malformed("an extended header has a negative size") }
        guard size <= Self.maximalHeaderSize else {
            throw LayerError(
                .tooLarge,
                "The archive has an extended header of \(size) bytes; \(Self.maximalHeaderSize) are allowed."
            )
        }
        hasExtendedHeader = type != UInt8(ascii: "g") || hasExtendedHeader
        padding = TarHeader.padding(after: size)
        state = size > 0 ? .extended(type: type, left: size) : .header
    }

    /// Reads the content of an extended header that was gathered.
    mutating func readExtended(_ type: UInt8) throws(LayerError) {
        switch type {
        case UInt8(ascii: "L"): next.path = Array(gathered.prefix { $0 != 0 })
        case UInt8(ascii: "K"): next.linkPath = Array(gathered.prefix { $0 != 0 })
        case UInt8(ascii: "g"): try global.read(gathered)
        default: try next.read(gathered)
        }
    }

    private func entry(_ type: UInt8, _ pax: PaxAttributes, _ headerSize: Int64) throws(LayerError) -> TarEntry {
        let path = pax.path ?? headerPath()
        let link = pax.linkPath ?? text(TarHeader.linkName)
        let kind = Self.kind(type, path, String(decoding: link, as: UTF8.self))
        var size = pax.size ?? headerSize
        guard size >= 0 else { throw Self.malformed("an entry has a negative size") }
        switch kind {
        case .symbolicLink, .hardLink, .characterDevice, .blockDevice, .fifo: size = 0
        // Old archives write directories as files whose name ends in a slash.
        case .directory where type == UInt8(ascii: "5"): size = 0
        default: break
        }
        guard size <= maximalEntrySize else {
            throw LayerError(.tooLarge, "The archive has an entry of \(size) bytes; \(maximalEntrySize) are allowed.")
        }
        var flags = TarEntry.flags(ofPath: path)
        if kind == .characterDevice || kind == .blockDevice { flags.insert(.device) }
        if pax.isSparse || type == UInt8(ascii: "S") { flags.insert(.sparse) }
        let name = String(decoding: path, as: UTF8.self)
        if !name.utf8.elementsEqual(path) { flags.insert(.notUTF8) }
        if !String(decoding: link, as: UTF8.self).utf8.elementsEqual(link) { flags.insert(.notUTF8) }
        let mode = try number(TarHeader.mode, "mode")
        // Where PAX says the number, the header need not.
        let uid = if let uid = pax.uid { uid } else { try number(TarHeader.uid, "owner") }
        let gid = if let gid = pax.gid { gid } else { try number(TarHeader.gid, "group") }
        let time = if let time = pax.time { time } else { try number(TarHeader.time, "time") }
        return TarEntry(
            path: name,
            kind: kind,
            size: size,
            mode: UInt16(truncatingIfNeeded: mode & 0o7777),
            uid: uid,
            gid: gid,
            modificationTime: time,
            flags: flags
        )
    }

    private static func kind(_ type: UInt8, _ path: [UInt8], _ link: String) -> TarEntry.Kind {
        switch type {
        case UInt8(ascii: "0"), 0, UInt8(ascii: "7"): path.last == UInt8(ascii: "/") ? .directory : .file
        case UInt8(ascii: "S"): .file
        case UInt8(ascii: "1"): .hardLink(target: link)
        case UInt8(ascii: "2"): .symbolicLink(target: link)
        case UInt8(ascii: "3"): .characterDevice
        case UInt8(ascii: "4"): .blockDevice
        case UInt8(ascii: "5"): .directory
        case UInt8(ascii: "6"): .fifo
        default: .other(type)
        }
    }

    private func headerPath() -> [UInt8] {
        let name = text(TarHeader.name)
        // GNU's own format has other things where ustar has the prefix.
        guard gathered[TarHeader.magic].elementsEqual("ustar\u{0}".utf8) else { return name }
        let prefix = text(TarHeader.prefix)
        return prefix.isEmpty ? name : prefix + [UInt8(ascii: "/")] + name
    }

    private func text(_ field: Range<Int>) -> [UInt8] {
        Array(gathered[field].prefix { $0 != 0 })
    }

    private func number(_ field: Range<Int>, _ what: String) throws(LayerError) -> Int64 {
        guard let number = TarNumber.parse(gathered[field]) else {
            throw Self.malformed("an entry's \(what) is no number")
        }
        return number
    }

    private static func malformed(_ what: String) -> LayerError {
        LayerError(.malformed, "The archive is damaged, or no tar archive: \(what).", remedy: nil)
    }
}
