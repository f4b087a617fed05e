/// The tags of a page with their attributes' names, as a browser would find them.
///
/// Text must not change it: whatever a user writes, the page's structure is that of its template.
struct HTMLOutline: Equatable {
    /// A page is not what it may be.
    struct Fault: Error, CustomStringConvertible {
        var description: String
    }

    /// For example `a[class href]`, `/a`.
    private(set) var tags: [String] = []
    /// All text and attribute values, decoded.
    private(set) var words: [String] = []

    private let bytes: [UInt8]
    private var position = 0

    /// Reads a page.
    ///
    /// - Throws: `Fault` for anything that browsers would have to guess about, and for what the pages' policy forbids.
    init(_ html: String) throws {
        bytes = Array(html.utf8)
        try read()
        try checkPairs()
    }

    static func == (left: HTMLOutline, right: HTMLOutline) -> Bool {
        left.tags == right.tags
    }

    private mutating func read() throws {
        while position < bytes.count {
            let start = position
            while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
            if position > start { words.append(try decoded(bytes[start..<position])) }
            if position < bytes.count { try tag() }
        }
    }

    private mutating func tag() throws {
        position += 1
        if bytes[position...].starts(with: "!doctype html>".utf8) {
            position += "!doctype html>".utf8.count
            return
        }
        let isEnd = position < bytes.count && bytes[position] == UInt8(ascii: "/")
        if isEnd { position += 1 }
        let name = take(Self.isNamePart)
        guard !name.isEmpty else { throw Fault(description: "a bare < near \(context())") }
        var attributes: [String] = []
        while true {
            _ = take { $0 == 32 || $0 == 10 }
            guard position < bytes.count else { throw Fault(description: "a tag without end") }
            if bytes[position] == UInt8(ascii: ">") { break }
            if bytes[position] == UInt8(ascii: "/") {
                position += 1
                continue
            }
            let attribute = try self.attribute(of: name)
            guard !attributes.contains(attribute) else {
                throw Fault(description: "\(attribute) twice in <\(name)>")
            }
            attributes.append(attribute)
        }
        position += 1
        tags.append(isEnd ? "/\(name)" : "\(name)[\(attributes.joined(separator: " "))]")
    }

    private mutating func attribute(of element: String) throws -> String {
        let name = take(Self.isNamePart)
        guard !name.isEmpty else { throw Fault(description: "no attribute's name near \(context())") }
        guard !name.hasPrefix("on"), name != "style" else { throw Fault(description: "\(name) in <\(element)>") }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return name }
        position += 1
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            throw Fault(description: "\(name) is not in quotes near \(context())")
        }
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") { position += 1 }
        let value = try decoded(bytes[start..<position])
        position += 1
        if ["href", "src", "action"].contains(name) {
            guard value.hasPrefix("/") && !value.hasPrefix("//") || value.hasPrefix("#") else {
                throw Fault(description: "\(name) leads to \(value)")
            }
        }
        words.append(value)
        return name
    }

    private mutating func take(_ isWanted: (UInt8) -> Bool) -> String {
        let start = position
        while position < bytes.count, isWanted(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")) || byte == UInt8(ascii: "-")
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    /// By bytes: what follows a reference may make one character with its last sign.
    private func decoded(_ slice: ArraySlice<UInt8>) throws -> String {
        var result: [UInt8] = []
        var rest = slice
        while let byte = rest.first {
            guard byte == UInt8(ascii: "&") else {
                result.append(byte)
                rest = rest.dropFirst()
                continue
            }
            guard let (reference, sign) = Self.references.first(where: { rest.starts(with: $0.0.utf8) }) else {
                throw Fault(description: "a bare & in \(String(decoding: slice, as: UTF8.self).prefix(200))")
            }
            result += sign.utf8
            rest = rest.dropFirst(reference.utf8.count)
        }
        let text = String(decoding: result, as: UTF8.self)
        for scalar in String(decoding: slice, as: UTF8.self).unicodeScalars {
            let isControl = scalar.value < 32 && !["\n", "\t", "\r"].contains(scalar)
            guard !isControl, !("\u{202A}"..."\u{202E}").contains(scalar) else {
                throw Fault(description: "U+\(String(scalar.value, radix: 16)) in \(text.prefix(200).debugDescription)")
            }
        }
        return text
    }

    private static let references = [
        ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ]

    private func context() -> String {
        String(decoding: bytes[max(0, position - 40)..<min(bytes.count, position + 40)], as: UTF8.self)
    }

    /// Elements without content, and those of SVG that close themselves.
    private static let void: Set<String> = [
        "meta", "link", "img", "input", "br", "hr", "rect", "path", "circle", "polyline",
    ]

    private func checkPairs() throws {
        var open: [String] = []
        for tag in tags {
            let name = String(tag.prefix { $0 != "[" })
            if name.hasPrefix("/") {
                let last = open.popLast()
                guard last == String(name.dropFirst()) else {
                    throw Fault(description: "<\(name)> closes <\(last ?? "nothing")>")
                }
            } else if !Self.void.contains(name) {
                open.append(name)
            }
        }
        guard open.isEmpty else { throw Fault(description: "left open: \(open)") }
    }
}
