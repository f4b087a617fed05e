/// Where the fields of a header block are, and how numbers are written there.
///
/// IEEE Std 1003.1-2017, pax, "ustar Interchange Format".
enum TarHeader {
    /// Headers fill one block; content is padded to full blocks.
    static let blockSize = 512

    static let name = 0..<100
    static let mode = 100..<108
    static let uid = 108..<116
    static let gid = 116..<124
    static let size = 124..<136
    static let time = 136..<148
    static let checksum = 148..<156
    static let type = 156
    static let linkName = 157..<257
    static let magic = 257..<263
    static let version = 263..<265
    static let deviceMajor = 329..<337
    static let deviceMinor = 337..<345
    static let prefix = 345..<500

    /// The bytes that follow content of `size` bytes up to the next block.
    static func padding(after size: Int64) -> Int {
        Int((512 - size % 512) % 512)
    }

    /// The sum of all bytes, those of the checksum itself taken as spaces.
    ///
    /// - Returns: The sum, and the one that some old programs make, who take bytes as signed.
    static func sums(of block: [UInt8]) -> (unsigned: Int64, signed: Int64) {
        var unsigned: Int64 = 0
        var signed: Int64 = 0
        func add(_ byte: UInt8) {
            unsigned &+= Int64(byte)
            signed &+= Int64(Int8(bitPattern: byte))
        }
        for byte in block.prefix(checksum.lowerBound) { add(byte) }
        for _ in checksum { add(UInt8(ascii: " ")) }
        for byte in block.dropFirst(checksum.upperBound) { add(byte) }
        return (unsigned, signed)
    }
}
