/// Text that was meant for a terminal.
package enum ANSIText {
    /// The text without escape sequences: colours, movements of the cursor, titles of windows.
    package static func plain(_ text: String) -> String {
        guard text.utf8.contains(escape) else { return text }
        var output: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == escape else {
                output.append(byte)
                continue
            }
            switch rest.first {
            case UInt8(ascii: "["):
                rest = rest.dropFirst().drop { (0x20...0x3F).contains($0) }
                if let last = rest.first, (0x40...0x7E).contains(last) { rest = rest.dropFirst() }
            case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
                rest = afterString(rest.dropFirst())
            case .some(let next) where (0x20...0x7E).contains(next):
                rest = rest.dropFirst()
                if next < 0x30 { rest = rest.dropFirst() }
            default: break
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static let escape: UInt8 = 0x1B

    /// Behind a string of the terminal's own, which ends with a bell or `ESC \`; nothing of a line is lost to one without end.
    private static func afterString(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let end = rest.firstIndex(where: { $0 == 7 || $0 == escape || $0 == 10 }) else { return [] }
        if rest[end] == 7 { return rest[(end + 1)...] }
        if rest[end] == escape, rest.dropFirst(end + 1 - rest.startIndex).first == UInt8(ascii: "\\") {
            return rest.dropFirst(end + 2 - rest.startIndex)
        }
        return rest[end...]
    }
}
