/// Where the parts of an ELF file are, as far as stripping it depends on that.
struct ELFLayout {
    private static let maximalSections = 4096
    private static let maximalNames: UInt64 = 1 << 20
    /// x86_64 and aarch64; others mark sections in ways of their own.
    private static let machines: Set<UInt16> = [62, 183]

    let header: ELFHeader
    /// The end of the last byte that is loaded, or that a program header speaks of.
    let loadedEnd: Int64
    private let sections: [ELFSection]
    private let fileSize: Int64

    /// Reads the tables; `nil` where anything is not as linkers do it.
    init?<Source: ByteSource & ~Copyable>(of source: borrowing Source) throws(LayerError) {
        do throws(LayerError) {
            header = try ELFHeader(source, named: "")
            guard header.isSupported, Self.machines.contains(header.machine.number),
                header.type == .executable || header.type == .shared,
                let sections = try Self.sections(of: source, header),
                let end = try Self.loadedEnd(source, header, sections)
            else { return nil }
            self.sections = sections
            loadedEnd = end
            fileSize = source.size
        } catch {
            // What is no ELF file, or a damaged one, is not ours to change.
            guard error.code != .malformed, error.code != .unsupported else { return nil }
            throw error
        }
    }

    /// The sections to keep; `nil` where not exactly the loaded ones come first.
    ///
    /// As those keep their numbers, nothing that refers to sections by number needs to change.
    func keptSections() -> [ELFSection]? {
        let kept = Array(sections.prefix { $0.isLoaded })
        let others = sections[kept.count...]
        // Bytes behind the last section are somebody's data (self-extracting archives).
        let tableEnd = header.sectionTable + UInt64(sections.count * ELFSection.entrySize)
        let ends = sections.filter(\.hasBytes).map(\.end)
        guard !others.contains(where: \.isLoaded), others.allSatisfy({ $0.offset >= UInt64(loadedEnd) }),
            ends.allSatisfy({ $0.map { $0 <= UInt64(fileSize) } ?? false }),
            let lastEnd = ends.compactMap({ $0 }).max(), UInt64(fileSize) <= max(tableEnd, lastEnd) + 16,
            kept.allSatisfy({ Int($0.link) < kept.count })
        else { return nil }
        return kept
    }

    private static func sections<Source: ByteSource & ~Copyable>(
        of source: borrowing Source,
        _ header: ELFHeader
    ) throws(LayerError) -> [ELFSection]? {
        let count = Int(header.sectionCount)
        guard (1...maximalSections).contains(count), Int(header.sectionSize) == ELFSection.entrySize,
            Int(header.sectionNames) < count, header.sectionTable <= UInt64(source.size)
        else { return nil }
        let table = try source.bytes(at: Int64(header.sectionTable), count: count * ELFSection.entrySize)
        guard table.count == count * ELFSection.entrySize else { return nil }
        func entry(_ index: Int) -> [UInt8] {
            Array(table[(index * ELFSection.entrySize)..<((index + 1) * ELFSection.entrySize)])
        }
        let namesEntry = entry(Int(header.sectionNames))
        guard let offset: UInt64 = namesEntry.number(at: 24), let size: UInt64 = namesEntry.number(at: 32),
            size <= maximalNames, offset <= UInt64(source.size)
        else { return nil }
        let names = try source.bytes(at: Int64(offset), count: Int(size))
        let sections = (0..<count).compactMap { ELFSection(entry($0), names: names) }
        return sections.count == count ? sections : nil
    }

    private static func loadedEnd<Source: ByteSource & ~Copyable>(
        _ source: borrowing Source,
        _ header: ELFHeader,
        _ sections: [ELFSection]
    ) throws(LayerError) -> Int64? {
        let segments = try ELFSegment.all(of: source, header, named: "")
        guard segments.contains(where: { $0.type == ELFSegment.load }) else { return nil }
        // The header is always kept, wherever the table claims to be.
        var end = max(
            Int64(ELFHeader.size),
            Int64(header.segmentTable) + Int64(segments.count * Int(header.segmentSize))
        )
        for segment in segments {
            guard let range = segment.range(within: source.size) else { return nil }
            if !range.isEmpty { end = max(end, range.upperBound) }
        }
        // The table of sections goes; it must not be a part of what is loaded.
        guard header.sectionTable >= UInt64(end) else { return nil }
        for section in sections where section.isLoaded && section.hasBytes {
            guard let sectionEnd = section.end, sectionEnd <= UInt64(source.size) else { return nil }
            end = max(end, Int64(sectionEnd))
        }
        return end
    }
}
