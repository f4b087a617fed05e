/// One JSON value, kept as the bytes it was written in.
///
/// What Strata does not know of a registry's documents it passes on byte for byte: number formats, escapes, order of keys
/// and white space stay as they are. Values are taken apart one level at a time, when asked.
public struct RawJSON: Sendable, Hashable {
    /// The text of the value, without white space around it.
    ///
    /// Always one well-formed JSON value.
    public let bytes: [UInt8]

    /// Checks that `bytes` are one JSON value with nothing but white space around it.
    ///
    /// Reads all of it once; nesting is limited to 64 levels, so that no input can exhaust the stack.
    ///
    /// - Throws: ``JSONError`` with the offset of the first byte that does not fit.
    public init(parsing bytes: some Sequence<UInt8>) throws(JSONError) {
        let bytes = Array(bytes)
        var scanner = JSONScanner(bytes)
        let range = try scanner.document()
        self.bytes = range == bytes.indices ? bytes : Array(bytes[range])
    }

    /// A part of a value that was checked as a whole.
    init(trusted bytes: ArraySlice<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// Writes a string.
    public init(_ string: String) {
        bytes = JSONText.literal(string)
    }

    /// Writes a whole number.
    public init(_ number: Int64) {
        bytes = Array(String(number).utf8)
    }

    /// Writes `true` or `false`.
    public init(_ bool: Bool) {
        bytes = Array((bool ? "true" : "false").utf8)
    }

    /// Writes an array.
    public init(_ elements: some Sequence<RawJSON>) {
        var text: [UInt8] = [UInt8(ascii: "[")]
        for element in elements {
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            text += element.bytes
        }
        text.append(UInt8(ascii: "]"))
        bytes = text
    }

    /// Writes an array of strings.
    public init(strings: some Sequence<String>) {
        self.init(strings.map { RawJSON($0) })
    }

    /// Writes an object whose keys are in order.
    public init(sorting dictionary: [String: String]) {
        var object = JSONObject()
        for (key, value) in dictionary.sorted(by: { $0.key < $1.key }) { object[key] = RawJSON(value) }
        bytes = object.json.bytes
    }

    /// Whether it is `null`.
    public var isNull: Bool {
        bytes == Array("null".utf8)
    }

    /// The string it writes, or `nil` where it is no string.
    public var string: String? {
        JSONText.string(bytes[...])
    }

    /// The whole number it writes, or `nil` where it is none, or one that does not fit.
    public var integer: Int64? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return Int64(text)
    }

    /// `true` or `false`, or `nil` where it is neither.
    public var bool: Bool? {
        switch bytes {
        case Array("true".utf8): true
        case Array("false".utf8): false
        default: nil
        }
    }

    /// The elements, or `nil` where it is no array.
    ///
    /// Cost: its length.
    public var array: [RawJSON]? {
        guard bytes.first == UInt8(ascii: "[") else { return nil }
        var scanner = JSONScanner(bytes)
        return try? scanner.elements()
    }

    /// The strings in it, or `nil` where it is no array of strings alone.
    public var strings: [String]? {
        guard let array else { return nil }
        let strings = array.compactMap(\.string)
        return strings.count == array.count ? strings : nil
    }

    /// The members, or `nil` where it is no object or names a key twice.
    ///
    /// Cost: its length.
    public var object: JSONObject? {
        guard bytes.first == UInt8(ascii: "{") else { return nil }
        var scanner = JSONScanner(bytes)
        return try? JSONObject(scanner.members())
    }
}

extension RawJSON: CustomStringConvertible {
    /// The text.
    public var description: String {
        String(decoding: bytes, as: UTF8.self)
    }
}
