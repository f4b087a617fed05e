/// Writes layers as tar archives: the same entries give the same bytes, on any machine, by any user.
///
/// The format is ustar (IEEE Std 1003.1-2017), with PAX headers for exactly those names, owners and sizes that ustar
/// cannot write. Entries come in the order of the bytes of their paths; every one has the same time, and no names of
/// users, groups or hosts.
public struct TarWriter {
    /// The largest timestamp that an archive can have, in seconds since 1970: the year 2242.
    public static let maximalTimestamp: Int64 = 8_589_934_591

    private static let pieceSize = 256 * 1024

    /// Writes a whole archive.
    ///
    /// Missing parent directories are added, with mode 0755 and owner 0:0. Files are read piece by piece: memory does not
    /// grow with their size.
    ///
    /// - Parameters:
    ///   - entries: What the archive holds, in any order.
    ///   - timestamp: The time of every entry, in seconds since 1970: 0, or what `SOURCE_DATE_EPOCH` says.
    ///   - sink: Takes the bytes of the archive; they are valid during the call only.
    /// - Throws: ``LayerError`` with code `invalidEntry` before anything is written, `changed` for a file that has not the
    ///   announced size or is written to meanwhile, `notFound` or `inputOutput` for one that cannot be read; what `sink`
    ///   throws.
    public static func write(
        _ entries: [LayerEntry],
        timestamp: Int64 = 0,
        to sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        guard (0...maximalTimestamp).contains(timestamp) else {
            throw LayerError(
                .invalidEntry,
                "The timestamp \(timestamp) cannot be written: layers have times from 0 to \(maximalTimestamp).",
                remedy: "Set SOURCE_DATE_EPOCH to seconds since 1970, or not at all."
            )
        }
        let ordered = try EntryOrder(entries).entries
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 64)
        defer { buffer.deallocate() }
        for entry in ordered { try write(entry, timestamp, buffer, sink) }
        // Two empty blocks end an archive.
        try [UInt8](repeating: 0, count: 2 * TarHeader.blockSize).withUnsafeBytes(sink)
    }

    private static func write(
        _ entry: LayerEntry,
        _ timestamp: Int64,
        _ buffer: UnsafeMutableRawBufferPointer,
        _ sink: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var fields = TarHeaderFields(
            path: Array(entry.path.utf8),
            type: UInt8(ascii: "0"),
            mode: entry.mode,
            uid: entry.uid,
            gid: entry.gid,
            time: timestamp
        )
        switch entry.kind {
        case .directory:
            fields.type = UInt8(ascii: "5")
            fields.path.append(UInt8(ascii: "/"))
        case .symbolicLink(let target):
            fields.type = UInt8(ascii: "2")
            fields.linkName = Array(target.utf8)
        case .hardLink(let target):
            fields.type = UInt8(ascii: "1")
            fields.linkName = Array(target.utf8)
        case .file(let content):
            try FileContentReader.read(content, using: buffer) { size in
                fields.size = size
                try fields.blocks().withUnsafeBytes(sink)
            } piece: {
                try sink($0)
            }
            let padding = TarHeader.padding(after: fields.size)
            if padding > 0 { try [UInt8](repeating: 0, count: padding).withUnsafeBytes(sink) }
            return
        }
        try fields.blocks().withUnsafeBytes(sink)
    }
}
