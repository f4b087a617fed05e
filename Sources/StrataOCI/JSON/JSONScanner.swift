/// Walks over JSON text (RFC 8259) without building anything.
struct JSONScanner {
    private static let maximalDepth = 64

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The range of the one value in the text.
    mutating func document() throws(JSONError) -> Range<Int> {
        skipSpace()
        let start = position
        try value(depth: 0)
        let end = position
        skipSpace()
        guard position == bytes.count else { throw unexpected("after the value") }
        return start..<end
    }

    /// The elements of the array that the text is.
    mutating func elements() throws(JSONError) -> [RawJSON] {
        var elements: [RawJSON] = []
        try list(closing: UInt8(ascii: "]")) { (scanner: inout JSONScanner) throws(JSONError) in
            let start = scanner.position
            try scanner.value(depth: 1)
            elements.append(RawJSON(trusted: scanner.bytes[start..<scanner.position]))
        }
        return elements
    }

    /// The members of the object that the text is.
    mutating func members() throws(JSONError) -> [JSONObject.Member] {
        var members: [JSONObject.Member] = []
        try list(closing: UInt8(ascii: "}")) { (scanner: inout JSONScanner) throws(JSONError) in
            let literal = try scanner.key()
            let start = scanner.position
            try scanner.value(depth: 1)
            guard let name = JSONText.string(literal) else { throw scanner.unexpected("in a key") }
            let value = RawJSON(trusted: scanner.bytes[start..<scanner.position])
            members.append(JSONObject.Member(name: name, value: value, literal: Array(literal)))
        }
        return members
    }

    // MARK: - Values

    private mutating func value(depth: Int) throws(JSONError) {
        guard depth < Self.maximalDepth else { throw JSONError("more than \(Self.maximalDepth) levels", at: position) }
        switch peek {
        case UInt8(ascii: "{"):
            try list(closing: UInt8(ascii: "}")) { (scanner: inout JSONScanner) throws(JSONError) in
                _ = try scanner.key()
                try scanner.value(depth: depth + 1)
            }
        case UInt8(ascii: "["):
            try list(closing: UInt8(ascii: "]")) { (scanner: inout JSONScanner) throws(JSONError) in
                try scanner.value(depth: depth + 1)
            }
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try number()
        }
    }

    /// Goes over an object or array, from its opening bracket past its closing one.
    private mutating func list(
        closing: UInt8,
        element: (inout JSONScanner) throws(JSONError) -> Void
    ) throws(JSONError) {
        position += 1
        skipSpace()
        if peek == closing {
            position += 1
            return
        }
        while true {
            skipSpace()
            try element(&self)
            skipSpace()
            switch peek {
            case UInt8(ascii: ","): position += 1
            case closing:
                position += 1
                return
            default: throw unexpected("where a comma or the end of a list belongs")
            }
        }
    }

    /// A key and the colon after it; stops at its value.
    private mutating func key() throws(JSONError) -> ArraySlice<UInt8> {
        guard peek == UInt8(ascii: "\"") else { throw unexpected("where a key belongs") }
        let start = position
        try string()
        let literal = bytes[start..<position]
        skipSpace()
        guard peek == UInt8(ascii: ":") else { throw unexpected("where a colon belongs") }
        position += 1
        skipSpace()
        return literal
    }

    private mutating func string() throws(JSONError) {
        let start = position
        position += 1
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard JSONText.string(bytes[start..<position]) != nil else {
                    throw JSONError("a string that is no Unicode text", at: start)
                }
                return
            case UInt8(ascii: "\\"): position += 2
            case 0..<0x20: throw unexpected("in a string")
            default: position += 1
            }
        }
        throw JSONError("a string without end", at: start)
    }

    private mutating func word(_ word: StaticString) throws(JSONError) {
        let text = word.withUTF8Buffer(Array.init)
        guard bytes[position...].starts(with: text) else { throw unexpected("where a value belongs") }
        position += text.count
    }

    private mutating func number() throws(JSONError) {
        if peek == UInt8(ascii: "-") { position += 1 }
        if peek == UInt8(ascii: "0") { position += 1 } else { try digits() }
        if peek == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw unexpected("where a value belongs") }
    }

    // MARK: - Bytes

    private var peek: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D { position += 1 }
    }

    private func unexpected(_ place: String) -> JSONError {
        position < bytes.count
            ? JSONError("an unexpected character \(place)", at: position)
            : JSONError("the text ends too soon", at: bytes.count)
    }
}
