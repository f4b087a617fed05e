import Foundation
import Testing

@testable import Digits

@Suite struct PNGTests {
    @Test(
        "another program reads the same pixels from the file",
        arguments: [(1, 1), (7, 3), (200, 90)]
    )
    func isReadElsewhere(width: Int, height: Int) throws {
        var image = GreyImage(width: width, height: height)
        for number in 0..<20 {
            image.fillSquare(x: number * 9 - 3, y: number * 5 - 3, side: 6, shade: UInt8(number * 12))
        }
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data(PNG.encode(image)).write(to: path)
        let numbers = try Python.run(Self.decoder, [path.path(percentEncoded: false)]).split(
            whereSeparator: \.isWhitespace
        ).map { Int($0) }
        #expect(numbers == [width, height] + image.pixels.map { Int($0) })
    }

    @Test("digits are drawn in rows, dark on white")
    func drawsDigits() async throws {
        let digits = (0..<5).map { Digit.sample(line: $0 + 1, label: $0) }
        let image = GreyImage(digits: digits, columns: 3, scale: 2)
        // Tiles of 8 pixels and a gap of 2, each twice as large; one gap more at the edge.
        #expect((image.width, image.height) == (3 * 20 + 4, 2 * 20 + 4))
        #expect(image.pixels[4 * image.width + 4] == 0)
        #expect(image.pixels.filter { $0 == 0 }.count == 5 * 4)
        #expect(image.pixels.allSatisfy { $0 == 0 || $0 == 255 })
    }

    @Test("no digits give an empty sheet")
    func drawsNothing() async throws {
        let view = try await draw([], caption: "none")
        #expect(view.bytes.starts(with: [0x89, 0x50, 0x4e, 0x47]))
        #expect(GreyImage(digits: [], columns: 12).pixels.allSatisfy { $0 == 255 })
    }

    /// Checks every part of a file, and prints width, height and the pixels.
    private static let decoder = """
        import struct, sys, zlib
        data = open(sys.argv[1], 'rb').read()
        assert data[:8] == b'\\x89PNG\\r\\n\\x1a\\n', 'no signature'
        position, chunks = 8, []
        while position < len(data):
            length, name = struct.unpack('>I4s', data[position:position + 8])
            body = data[position + 8:position + 8 + length]
            (checksum,) = struct.unpack('>I', data[position + 8 + length:position + 12 + length])
            assert zlib.crc32(name + body) == checksum, 'checksum'
            chunks.append((name, body))
            position += 12 + length
        assert [name for name, _ in chunks] == [b'IHDR', b'IDAT', b'IEND'], 'order'
        width, height, *rest = struct.unpack('>IIBBBBB', chunks[0][1])
        assert rest == [8, 0, 0, 0, 0], 'kind'
        rows = zlib.decompress(chunks[1][1])
        assert len(rows) == (width + 1) * height, 'size'
        print(width, height)
        for row in range(height):
            line = rows[row * (width + 1):(row + 1) * (width + 1)]
            assert line[0] == 0, 'filter'
            print(*line[1:])
        """
}
