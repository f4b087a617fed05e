/// One entry of the program header table: a part of the file that is loaded, or that loaders look at.
struct ELFSegment {
    static let load: UInt32 = 1
    static let dynamic: UInt32 = 2
    static let interpreter: UInt32 = 3

    private static let entrySize = 56
    /// Linkers make about a dozen.
    private static let maximalCount = 1024

    let type: UInt32
    let offset: UInt64
    let address: UInt64
    let fileSize: UInt64

    static func all<Source: ByteSource & ~Copyable>(
        of source: borrowing Source,
        _ header: ELFHeader,
        named name: String
    ) throws(LayerError) -> [ELFSegment] {
        let count = Int(header.segmentCount)
        guard count > 0 else { return [] }
        guard count <= maximalCount else {
            throw LayerError(.unsupported, "\(name) has \(count) program headers; \(maximalCount) are supported.")
        }
        guard Int(header.segmentSize) == entrySize, header.segmentTable <= UInt64(source.size) else {
            throw ELFParser.malformed(name, "its program headers are not in the file")
        }
        let table = try source.bytes(at: Int64(header.segmentTable), count: count * entrySize)
        guard table.count == count * entrySize else {
            throw ELFParser.malformed(name, "its program headers are cut off")
        }
        return (0..<count).compactMap { index in
            let start = index * entrySize
            guard let type: UInt32 = table.number(at: start), let offset: UInt64 = table.number(at: start + 8),
                let address: UInt64 = table.number(at: start + 16), let size: UInt64 = table.number(at: start + 32)
            else { return nil }
            return ELFSegment(type: type, offset: offset, address: address, fileSize: size)
        }
    }

    /// Where the segment is in a file of `size` bytes; `nil` where it is not in it.
    func range(within size: Int64) -> Range<Int64>? {
        let (end, overflow) = offset.addingReportingOverflow(fileSize)
        guard !overflow, end <= UInt64(size) else { return nil }
        return Int64(offset)..<Int64(end)
    }

    /// Where in the file the byte is that is loaded at `address`; `nil` where it is not in this segment.
    func fileOffset(of address: UInt64) -> UInt64? {
        guard type == Self.load, address >= self.address, address - self.address < fileSize else { return nil }
        let (place, overflow) = offset.addingReportingOverflow(address - self.address)
        return overflow ? nil : place
    }
}
