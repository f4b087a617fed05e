/// An ELF file without the sections that are not loaded, as the parts that it consists of.
///
/// What is loaded stays where it is: the file is cut off behind the last loaded byte, and a new table of sections, with
/// their names, follows.
struct StrippedELF {
    /// What takes the place of the header.
    private let header: [UInt8]
    /// How much of the file is kept, header included.
    private let keptEnd: Int64
    /// What comes behind it.
    private let trailer: [UInt8]

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
        guard size < source.size else { return nil }
    }

    /// Passes the bytes of the result in order; `file` is the one of which this is.
    func forEachPiece(
        of file: borrowing InputFile,
        using buffer: UnsafeMutableRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try header.withUnsafeBytes(body)
        try file.forEachPiece(of: Int64(header.count)..<keptEnd, using: buffer, body)
        try trailer.withUnsafeBytes(body)
    }

    /// The bytes of the result.
    func bytes<Source: ByteSource & ~Copyable>(of source: borrowing Source) throws(LayerError) -> [UInt8] {
        header + (try source.bytes(at: Int64(header.count), count: Int(keptEnd) - header.count)) + trailer
    }
}
