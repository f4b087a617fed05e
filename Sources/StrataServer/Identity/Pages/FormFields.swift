import StrataModel

/// The fields of a form as browsers send it, `application/x-www-form-urlencoded`.
struct FormFields: Sendable {
    private var fields: [String: String] = [:]

    /// The media type.
    static let mediaType = "application/x-www-form-urlencoded"
    /// The most bytes that a form of ours has.
    static let longest = 64 * 1024

    /// Reads a body; what is no field is left out, and of two with one name the first counts.
    init(_ body: some Sequence<UInt8>) {
        for part in Array(body).split(separator: UInt8(ascii: "&")).prefix(50) {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = pair.first.flatMap(Self.decode), let value = pair.dropFirst().first.flatMap(Self.decode)
            else {
                continue
            }
            if fields[name] == nil { fields[name] = value }
        }
    }

    /// The value of a field; `nil` where it is not there.
    subscript(_ name: String) -> String? { fields[name] }

    /// Whether a `Content-Type` field says that the body is a form.
    static func isForm(_ contentType: String?) -> Bool {
        let type = contentType?.split(separator: ";").first?.lowercased() ?? ""
        return type.filter { $0 != " " } == mediaType
    }

    private static func decode(_ text: ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard rest.count >= 2,
                    let value = Hexadecimal.decode(String(decoding: rest.prefix(2), as: UTF8.self))
                else {
                    return nil
                }
                bytes += value
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
