/// Addresses within this server, where someone may be sent on to.
enum LocalPath {
    /// `text` where it is the path of a page of this server, or else `/`.
    ///
    /// `//host`, `/\host` and control characters, which browsers drop, would lead to another server or into another
    /// header.
    static func checked(_ text: String?) -> String {
        guard let text, text.utf8.count <= longest, text.hasPrefix("/"), !text.hasPrefix("//"),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !refused.contains($0) })
        else {
            return start
        }
        let path = text.prefix { $0 != "?" && $0 != "#" }
        // A dot as a part could make `//` of what stands around it.
        guard !path.contains("//"), !path.split(separator: "/").contains(where: isDots) else { return start }
        return ["/sign-in", "/sign-out"].contains(String(path)) ? start : text
    }

    /// `/sign-in`, with the page to come back to.
    static func signIn(thenTo path: String) -> String {
        let next = checked(path)
        guard next != start else { return "/sign-in" }
        return "/sign-in?next=" + encoded(next)
    }

    private static func isDots(_ part: Substring) -> Bool {
        let plain = part.lowercased().replacing("%2e", with: ".")
        return plain == "." || plain == ".."
    }

    /// As a value in a query.
    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let start = "/"
    private static let longest = 2000
    private static let refused: Set<UInt8> = Set("\\\"<>".utf8)
}
