/// One entry of the section header table.
struct ELFSection {
    static let entrySize = 64

    /// The name, without the NUL behind it.
    let name: [UInt8]
    let type: UInt32
    let flags: UInt64
    let offset: UInt64
    let size: UInt64
    let link: UInt32
    private let header: [UInt8]

    /// Reads an entry; `nil` where it is cut off or its name is not in `names`.
    init?(_ header: [UInt8], names: [UInt8]) {
        guard header.count == Self.entrySize, let nameOffset: UInt32 = header.number(at: 0),
            let type: UInt32 = header.number(at: 4), let flags: UInt64 = header.number(at: 8),
            let offset: UInt64 = header.number(at: 24), let size: UInt64 = header.number(at: 32),
            let link: UInt32 = header.number(at: 40), Int(nameOffset) < names.count,
            let end = names[Int(nameOffset)...].firstIndex(of: 0)
        else { return nil }
        name = Array(names[Int(nameOffset)..<end])
        self.type = type
        self.flags = flags
        self.offset = offset
        self.size = size
        self.link = link
        self.header = header
    }

    /// Whether it is a part of the running program (SHF_ALLOC), or the entry that stands for no section.
    var isLoaded: Bool {
        flags & 2 != 0 || type == 0
    }

    /// Whether it is in the file (not SHT_NULL, not SHT_NOBITS).
    var hasBytes: Bool {
        type != 0 && type != 8
    }

    /// Where its bytes end, if it has any; `nil` where there is no such place.
    var end: UInt64? {
        let (end, overflow) = offset.addingReportingOverflow(size)
        return overflow ? nil : end
    }

    /// The entry with its name at another place.
    func renamed(_ nameOffset: UInt32) -> [UInt8] {
        var header = header
        header.put(type == 0 ? 0 : nameOffset, at: 0)
        return header
    }

    /// The entry of a section that holds the names of sections.
    static func names(name: UInt32, offset: UInt64, size: UInt64) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: entrySize)
        header.put(name, at: 0)
        header.put(UInt32(3), at: 4)
        header.put(offset, at: 24)
        header.put(size, at: 32)
        header.put(UInt64(1), at: 48)
        return header
    }
}
