/// Lays out JSON text anew without reading its values: numbers, strings and the order of keys stay as they are.
enum JSONText {
    /// Without blanks between tokens; at most about `limit` bytes, cut between tokens or within a long one.
    static func compact(_ bytes: [UInt8], limit: Int = .max) -> [UInt8] {
        var output: [UInt8] = []
        var scanner = Scanner()
        for byte in bytes {
            if output.count >= limit { break }
            if scanner.isContent(byte) { output.append(byte) }
        }
        return output
    }

    /// With a line for each element, indented by two blanks a level.
    ///
    /// Meant for valid JSON; anything else comes out with its tokens unchanged.
    static func pretty(_ bytes: [UInt8]) -> [UInt8] {
        let tokens = compact(bytes)
        var output: [UInt8] = []
        output.reserveCapacity(tokens.count * 2)
        var depth = 0
        var scanner = Scanner()
        for (position, byte) in tokens.enumerated() {
            let isInString = scanner.isInString
            _ = scanner.isContent(byte)
            guard !isInString else {
                output.append(byte)
                continue
            }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                output.append(byte)
                let next = position + 1 < tokens.count ? tokens[position + 1] : 0
                depth += 1
                if !isClosing(next) { breakLine(&output, depth) }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = max(0, depth - 1)
                if let last = output.last, !isOpening(last) { breakLine(&output, depth) }
                output.append(byte)
            case UInt8(ascii: ","):
                output.append(byte)
                breakLine(&output, depth)
            case UInt8(ascii: ":"):
                output += [byte, UInt8(ascii: " ")]
            default:
                output.append(byte)
            }
        }
        return output
    }

    private static func isOpening(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
    }

    private static func isClosing(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }

    private static func breakLine(_ output: inout [UInt8], _ depth: Int) {
        output.append(UInt8(ascii: "\n"))
        // A hostile depth must not cost a square of it.
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * min(depth, 200)))
    }

    /// Follows JSON byte by byte and knows what is inside a string.
    private struct Scanner {
        private(set) var isInString = false
        private var isEscaped = false

        /// Takes the next byte in; whether it is more than a blank between tokens.
        mutating func isContent(_ byte: UInt8) -> Bool {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                return true
            }
            if byte == UInt8(ascii: "\"") { isInString = true }
            return byte != 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09
        }
    }
}
