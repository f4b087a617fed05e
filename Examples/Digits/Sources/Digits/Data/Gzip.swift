import CZlib
import Foundation

/// Reads what `gzip` has written.
enum Gzip {
    /// The file is not gzip, or not all of it is there.
    struct Corrupt: Error, CustomStringConvertible {
        /// What zlib says of it.
        var reason: String

        var description: String { "the file is not whole gzip data: \(reason)" }
    }

    /// Whether the data starts as a gzip file does.
    static func isCompressed(_ data: Data) -> Bool {
        data.starts(with: [0x1f, 0x8b])
    }

    /// The data as it was before `gzip`; its checksum is verified.
    ///
    /// - Throws: ``Corrupt`` where it cannot be had.
    static func decompress(_ data: Data) throws -> Data {
        var stream = z_stream()
        // 15 is zlib's largest window, and 16 more ask for gzip's header.
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw Corrupt(reason: "zlib does not start")
        }
        defer { inflateEnd(&stream) }
        var input = Array(data)
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        var output = Data()
        try input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            var status = Z_OK
            while status != Z_STREAM_END {
                let count = piece.withUnsafeMutableBufferPointer { piece in
                    stream.next_out = piece.baseAddress
                    stream.avail_out = UInt32(piece.count)
                    status = inflate(&stream, Z_NO_FLUSH)
                    return piece.count - Int(stream.avail_out)
                }
                guard status == Z_OK || status == Z_STREAM_END else {
                    throw Corrupt(reason: stream.msg.map { String(cString: $0) } ?? "it ends too early")
                }
                output.append(contentsOf: piece.prefix(count))
            }
        }
        return output
    }
}
