/// Bytes that can be read from any place.
protocol ByteSource: ~Copyable {
    /// The number of bytes.
    var size: Int64 { get }

    /// The bytes from `offset` on, `count` of them or as many as there are.
    func bytes(at offset: Int64, count: Int) throws(LayerError) -> [UInt8]
}

extension InputFile: ByteSource {
    var size: Int64 {
        status.size
    }
}

/// Bytes in memory.
struct MemorySource: ByteSource {
    let content: [UInt8]

    var size: Int64 {
        Int64(content.count)
    }

    func bytes(at offset: Int64, count: Int) -> [UInt8] {
        guard offset >= 0, count > 0, offset < size else { return [] }
        return Array(content[Int(offset)...].prefix(count))
    }
}
