/// The text of a configuration file: UTF-8 without a byte order mark or control characters.
struct ConfigurationText {
    /// Far more than a useful file has.
    static let limitOfBytes = 1 << 20

    let bytes: [UInt8]

    /// Checks a file's bytes.
    ///
    /// - Returns: `nil` when they are no such text; then `problems` says why.
    init?(_ bytes: [UInt8], _ problems: inout Problems) {
        guard bytes.count <= Self.limitOfBytes else {
            problems.add(nil, "the file has more than 1 MiB", "keep in it what concerns images alone")
            return nil
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            problems.add(nil, "the file is in UTF-16", "save it as UTF-8")
            return nil
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        guard check(&problems) else { return nil }
    }

    /// What stands at a place, as libyaml counts lines.
    func character(at place: TextPosition) -> Unicode.Scalar? {
        var found: Unicode.Scalar?
        _ = walk { scalar, position in
            if position == place { found = scalar }
            return found == nil
        }
        return found
    }

    /// The first place that is no text ends the reading, as it can mean that nothing after it is.
    private func check(_ problems: inout Problems) -> Bool {
        var isText = true
        let undecodable = walk { scalar, position in
            isText = Self.isAllowed(scalar)
            guard !isText else { return true }
            let code = String(scalar.value, radix: 16, uppercase: true)
            let name = String(repeating: "0", count: max(0, 4 - code.count)) + code
            problems.add(position, "there is a control character here (U+\(name))", "remove it")
            return false
        }
        if let undecodable {
            problems.add(undecodable, "there are bytes here that are not UTF-8", "save the file as UTF-8")
            return false
        }
        return isText
    }

    /// Visits the characters until `visit` refuses one.
    ///
    /// - Returns: The place of bytes that are not UTF-8, if there are some before that.
    private func walk(_ visit: (Unicode.Scalar, TextPosition) -> Bool) -> TextPosition? {
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var position = TextPosition(line: 1, column: 1)
        var last: Unicode.Scalar?
        while true {
            switch decoder.parseScalar(from: &iterator) {
            case .emptyInput: return nil
            case .error: return position
            case .valid(let encoded):
                let scalar = Unicode.UTF8.decode(encoded)
                // A line feed after a carriage return ends the line that the latter has ended already.
                if last == "\r", scalar == "\n" {
                    last = scalar
                    continue
                }
                guard visit(scalar, position) else { return nil }
                last = scalar
                if ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(scalar) {
                    position = TextPosition(line: position.line + 1, column: 1)
                } else {
                    position.column += 1
                }
            }
        }
    }

    /// The printable characters of YAML (https://yaml.org/spec/1.2.2/#51-character-set).
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x85, 0x20...0x7E, 0xA0...0xD7FF, 0x10000...0x10FFFF: true
        case 0xE000...0xFFFD: scalar.value != 0xFEFF
        default: false
        }
    }
}
