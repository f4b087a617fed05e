/// The table that loaders read (PT_DYNAMIC).
struct ELFDynamic {
    static let needed: UInt64 = 1
    static let ownName: UInt64 = 14
    static let rPath: UInt64 = 15
    static let runPath: UInt64 = 29
    static let flags1: UInt64 = 0x6FFF_FFFB
    static let versions: UInt64 = 0x6FFF_FFFE
    static let versionCount: UInt64 = 0x6FFF_FFFF
    private static let stringTable: UInt64 = 5
    private static let stringTableSize: UInt64 = 10

    private static let maximalSize: UInt64 = 1 << 20
    private static let maximalString = 4096
    /// More libraries than any program has.
    private static let maximalStrings = 4096

    private let name: String
    private let segments: [ELFSegment]
    private let entries: [(tag: UInt64, value: UInt64)]

    init<Source: ByteSource & ~Copyable>(
        _ source: borrowing Source,
        _ segment: ELFSegment,
        _ segments: [ELFSegment],
        named name: String
    ) throws(LayerError) {
        guard let range = segment.range(within: source.size), segment.fileSize <= Self.maximalSize else {
            throw ELFParser.malformed(name, "its dynamic section is not in the file, or too large")
        }
        let table = try source.bytes(at: range.lowerBound, count: range.count)
        var entries: [(tag: UInt64, value: UInt64)] = []
        for start in stride(from: 0, to: table.count, by: 16) {
            guard let tag: UInt64 = table.number(at: start), let value: UInt64 = table.number(at: start + 8), tag != 0
            else { break }
            entries.append((tag, value))
        }
        self.name = name
        self.segments = segments
        self.entries = entries
    }

    /// The values of all entries with `tag`, in order.
    func values(_ tag: UInt64) -> [UInt64] {
        entries.filter { $0.tag == tag }.map(\.value)
    }

    /// The strings of all entries with `tag`, in order.
    func strings<Source: ByteSource & ~Copyable>(
        _ source: borrowing Source,
        _ tag: UInt64
    ) throws(LayerError) -> [String] {
        let offsets = values(tag)
        guard offsets.count <= Self.maximalStrings else { throw malformed("it needs \(offsets.count) libraries") }
        var strings: [String] = []
        for offset in offsets { strings.append(try string(source, offset)) }
        return strings
    }

    /// The string at an offset of the string table.
    func string<Source: ByteSource & ~Copyable>(
        _ source: borrowing Source,
        _ offset: UInt64
    ) throws(LayerError) -> String {
        guard let table = values(Self.stringTable).first, let size = values(Self.stringTableSize).first, offset < size,
            let place = fileOffset(of: table), place <= UInt64(source.size), offset <= UInt64(source.size) - place
        else { throw malformed("a string is not in the file") }
        var count = 128
        while true {
            let room = Int(min(UInt64(count), size - offset))
            let bytes = try source.bytes(at: Int64(place + offset), count: room)
            if let end = bytes.firstIndex(of: 0) { return String(decoding: bytes[..<end], as: UTF8.self) }
            guard bytes.count == count, count < Self.maximalString else {
                throw malformed("a string has no end")
            }
            count = Self.maximalString
        }
    }

    /// Where in the file the byte is that is loaded at `address`.
    func fileOffset(of address: UInt64) -> UInt64? {
        segments.lazy.compactMap { $0.fileOffset(of: address) }.first
    }

    func malformed(_ what: String) -> LayerError {
        ELFParser.malformed(name, what)
    }
}
