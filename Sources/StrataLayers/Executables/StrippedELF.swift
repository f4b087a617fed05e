/// An ELF file without the sections that are not loaded, as the parts that it consists of.
///
/// What is loaded stays where it is: the file is cut off behind the last loaded byte, and a new table of sections, with
/// their names, follows. What tells apart builds of one source, and no running program reads, is blanked: the linker's build
/// identifier and the hashes of Swift modules depend on the folder that was built in.
struct StrippedELF {
    private static let blankSections = [".swift_modhash", ".note.gnu.build-id"]
    /// The header and the name in a note, which readers of notes step over.
    private static let noteHeaderSize: UInt64 = 16

    /// What takes the place of the header.
    private let header: [UInt8]
    /// How much of the file is kept, header included.
    private let keptEnd: Int64
    /// What comes behind it.
    private let trailer: [UInt8]
    /// The parts of what is kept that are zero in the result, in order.
    private let blanks: [Range<Int64>]

    /// The size of the result in bytes.
    var size: Int64 {
        keptEnd + Int64(trailer.count)
    }

    /// Plans what to keep.
    ///
    /// - Returns: `nil` for a file that is not laid out as linkers do it, or that has nothing to strip.
    /// - Throws: ``LayerError`` where the file cannot be read.
    init?<Source: ByteSource & ~Copyable>(of source: borrowing Source) throws(LayerError) {
        guard let layout = try ELFLayout(of: source), let kept = layout.keptSections() else { return nil }
        var names: [UInt8] = [0]
        var table: [UInt8] = []
        for section in kept {
            table += section.renamed(UInt32(names.count))
            names += section.name + [0]
        }
        let keptEnd = layout.loadedEnd
        let nameOffset = UInt64(keptEnd)
        let ownName = UInt32(names.count)
        names += Array(".shstrtab".utf8) + [0]
        table += ELFSection.names(name: ownName, offset: nameOffset, size: UInt64(names.count))
        let padding = Int((8 - (keptEnd + Int64(names.count)) % 8) % 8)
        self.keptEnd = keptEnd
        header = layout.header.replacingSections(
            table: nameOffset + UInt64(names.count + padding),
            count: UInt16(kept.count + 1),
            names: UInt16(kept.count)
        )
        trailer = names + [UInt8](repeating: 0, count: padding) + table
        blanks = Self.blanks(kept, within: Int64(layout.header.bytes.count)..<keptEnd)
        guard size < source.size else { return nil }
    }

    /// Passes the bytes of the result in order; `file` is the one of which this is.
    func forEachPiece(
        of file: borrowing InputFile,
        using buffer: UnsafeMutableRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try header.withUnsafeBytes(body)
        var start = Int64(header.count)
        for blank in blanks {
            try file.forEachPiece(of: start..<blank.lowerBound, using: buffer, body)
            try [UInt8](repeating: 0, count: blank.count).withUnsafeBytes(body)
            start = blank.upperBound
        }
        try file.forEachPiece(of: start..<keptEnd, using: buffer, body)
        try trailer.withUnsafeBytes(body)
    }

    /// The bytes of the result.
    func bytes<Source: ByteSource & ~Copyable>(of source: borrowing Source) throws(LayerError) -> [UInt8] {
        var kept = header + (try source.bytes(at: Int64(header.count), count: Int(keptEnd) - header.count))
        for blank in blanks where blank.upperBound <= Int64(kept.count) {
            for index in Int(blank.lowerBound)..<Int(blank.upperBound) { kept[index] = 0 }
        }
        return kept + trailer
    }

    /// The bytes of sections that are blanked; sections of a hostile file may lie anywhere, and over one another.
    private static func blanks(_ sections: [ELFSection], within kept: Range<Int64>) -> [Range<Int64>] {
        var blanks: [Range<Int64>] = []
        let named = sections.filter { section in
            section.hasBytes && blankSections.contains(String(decoding: section.name, as: UTF8.self))
        }
        for section in named.sorted(by: { $0.offset < $1.offset }) {
            let skipped = section.type == 7 ? noteHeaderSize : 0
            guard let end = section.end, section.size > skipped, let last = Int64(exactly: end),
                let first = Int64(exactly: section.offset + skipped), first >= kept.lowerBound, last <= kept.upperBound,
                first >= blanks.last?.upperBound ?? 0, last - first <= 1 << 20
            else { continue }
            blanks.append(first..<last)
        }
        return blanks
    }
}
