/// How the bytes of a layer are compressed.
public enum LayerCompression: String, Sendable, Hashable, Codable, CaseIterable {
    /// RFC 1952; every registry and runtime reads it.
    case gzip
    /// RFC 8878; smaller and several times faster to read, but unknown to old runtimes.
    case zstd
    /// As they are.
    case none

    /// Tells by the first bytes how data is compressed.
    ///
    /// - Parameter bytes: The start of the data; four bytes are enough.
    /// - Returns: The compression; `none` for bytes that no compressed data begins with.
    public static func detect(_ bytes: some Collection<UInt8>) -> LayerCompression {
        let start = Array(bytes.prefix(4))
        if start.starts(with: [0x1F, 0x8B]) { return .gzip }
        if start == [0x28, 0xB5, 0x2F, 0xFD] { return .zstd }
        // A zstd stream may begin with a frame to be skipped.
        if start.count == 4, start[0] & 0xF0 == 0x50, start[1...].elementsEqual([0x2A, 0x4D, 0x18]) { return .zstd }
        return .none
    }
}
