/// Text as it may stand in HTML.
package enum HTMLText {
    /// The text with everything escaped that HTML reads as markup, between tags and in quoted attributes alike.
    ///
    /// Goes by bytes rather than by characters: a quotation mark with a combining accent is one character, and still ends an
    /// attribute. Control characters and those that turn the direction of writing become visible.
    package static func escape(_ text: some StringProtocol) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count + text.utf8.count / 16)
        append(text.utf8, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends bytes of UTF-8, escaped.
    static func append(_ bytes: some Sequence<UInt8>, to output: inout [UInt8]) {
        var tail = DirectionTail()
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"): output += "&lt;".utf8
            case UInt8(ascii: ">"): output += "&gt;".utf8
            case UInt8(ascii: "&"): output += "&amp;".utf8
            case UInt8(ascii: "\""): output += "&quot;".utf8
            case UInt8(ascii: "'"): output += "&#39;".utf8
            case 9, 10, 13: output.append(byte)
            case 0..<32, 127:
                let digits = String(byte, radix: 16, uppercase: true)
                output += "[U+00\(byte < 16 ? "0" : "")\(digits)]".utf8
            default:
                output.append(byte)
                tail.take(byte, in: &output)
            }
        }
    }

    /// Looks for U+202A…202E and U+2066…2069 among the bytes written last, and writes their numbers instead.
    private struct DirectionTail {
        private var last: (UInt8, UInt8) = (0, 0)

        mutating func take(_ byte: UInt8, in output: inout [UInt8]) {
            defer { last = (last.1, byte) }
            guard last.0 == 0xE2 else { return }
            switch (last.1, byte) {
            case (0x80, 0xAA...0xAE): replace("202", UInt32(byte) - 0xA0, in: &output)
            case (0x81, 0xA6...0xA9): replace("206", UInt32(byte) - 0xA0, in: &output)
            default: break
            }
        }

        private func replace(_ prefix: String, _ digit: UInt32, in output: inout [UInt8]) {
            output.removeLast(3)
            output += "[U+\(prefix)\(String(digit, radix: 16, uppercase: true))]".utf8
        }
    }
}
