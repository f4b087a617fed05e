/// The first bytes of an ELF file.
struct ELFHeader {
    static let size = 64
    static let magic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]

    /// The bytes themselves.
    let bytes: [UInt8]
    let machine: ELFMachine
    let type: ELFFile.FileType
    /// Whether more than the header can be read.
    let isSupported: Bool
    let segmentTable: UInt64
    let segmentSize: UInt16
    let segmentCount: UInt16
    let sectionTable: UInt64
    let sectionSize: UInt16
    let sectionCount: UInt16
    let sectionNames: UInt16

    init<Source: ByteSource & ~Copyable>(_ source: borrowing Source, named name: String) throws(LayerError) {
        bytes = try source.bytes(at: 0, count: Self.size)
        guard bytes.starts(with: Self.magic) else { throw ELFParser.malformed(name, "it does not begin as one") }
        guard bytes.count >= 52, (1...2).contains(bytes[4]), (1...2).contains(bytes[5]),
            let type: UInt16 = bytes.number(at: 16), let machine: UInt16 = bytes.number(at: 18)
        else { throw ELFParser.malformed(name, "its header is cut off or has unknown values") }
        let is64Bit = bytes[4] == 2
        let isLittle = bytes[5] == 1
        self.machine = ELFMachine(
            number: isLittle ? machine : machine.byteSwapped,
            is64Bit: is64Bit,
            isLittleEndian: isLittle
        )
        switch isLittle ? type : type.byteSwapped {
        case 2: self.type = .executable
        case 3: self.type = .shared
        case let other: self.type = .other(other)
        }
        isSupported = is64Bit && isLittle
        guard !is64Bit || bytes.count == Self.size else { throw ELFParser.malformed(name, "its header is cut off") }
        segmentTable = bytes.number(at: 32) ?? 0
        sectionTable = bytes.number(at: 40) ?? 0
        segmentSize = bytes.number(at: 54) ?? 0
        segmentCount = bytes.number(at: 56) ?? 0
        sectionSize = bytes.number(at: 58) ?? 0
        sectionCount = bytes.number(at: 60) ?? 0
        sectionNames = bytes.number(at: 62) ?? 0
    }

    /// The header with another table of sections.
    func replacingSections(table: UInt64, count: UInt16, names: UInt16) -> [UInt8] {
        var header = bytes
        header.put(table, at: 40)
        header.put(count, at: 60)
        header.put(names, at: 62)
        return header
    }
}
