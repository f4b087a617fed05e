import CZlib

/// Writes pictures as Portable Network Graphics, <https://www.w3.org/TR/png/>.
enum PNG {
    /// zlib has no memory left.
    struct CompressionFailed: Error {}

    /// The bytes of a picture's file.
    ///
    /// - Throws: ``CompressionFailed`` where zlib has no memory left.
    static func encode(_ image: GreyImage) throws -> [UInt8] {
        var header = bigEndian(UInt32(image.width)) + bigEndian(UInt32(image.height))
        // 8 bits for each pixel, grey, and the only compression, filtering and order that need no further word.
        header += [8, 0, 0, 0, 0]
        var file: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
        file += chunk("IHDR", header)
        file += chunk("IDAT", try compress(scanlines(of: image)))
        file += chunk("IEND", [])
        return file
    }

    /// The rows of pixels, each after a byte that says how it is filtered: not at all.
    private static func scanlines(of image: GreyImage) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity((image.width + 1) * image.height)
        for row in 0..<image.height {
            lines.append(0)
            lines += image.pixels[row * image.width..<(row + 1) * image.width]
        }
        return lines
    }

    /// The bytes as a zlib stream, with the Adler-32 checksum that zlib adds.
    private static func compress(_ bytes: [UInt8]) throws -> [UInt8] {
        var count = compressBound(UInt(bytes.count))
        var compressed = [UInt8](repeating: 0, count: Int(count))
        guard compress2(&compressed, &count, bytes, UInt(bytes.count), Z_BEST_COMPRESSION) == Z_OK else {
            throw CompressionFailed()
        }
        return Array(compressed.prefix(Int(count)))
    }

    /// A part of the file: its length, its name, its data, and the CRC-32 of name and data.
    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        let checksum = crc32(0, body, UInt32(body.count))
        return bigEndian(UInt32(data.count)) + body + bigEndian(UInt32(checksum))
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
