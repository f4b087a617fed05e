/// What an item of a list begins with.
struct MarkdownMarker: Hashable {
    /// `-`, `+`, `*`, or what stands behind a number, `.` or `)`; another one begins another list.
    var sign: UInt8
    /// The number, for an ordered list.
    var number: Int?
    /// At which column the item's text begins.
    var offset: Int
    /// Whether nothing stands behind it.
    var isEmpty: Bool

    /// The marker that a line begins with.
    init?(_ line: MarkdownLine) {
        let indent = line.indent
        let rest = line.bytes.dropFirst(indent)
        guard indent < 4, let first = rest.first else { return nil }
        var width = 1
        if "-+*".utf8.contains(first) {
            sign = first
        } else {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard (1...9).contains(digits.count), let end = rest.dropFirst(digits.count).first,
                end == UInt8(ascii: ".") || end == UInt8(ascii: ")")
            else { return nil }
            sign = end
            number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
            width = digits.count + 1
        }
        let behind = rest.dropFirst(width)
        let white = behind.prefix { $0 == space || $0 == tab }.count
        isEmpty = white == behind.count
        guard isEmpty || white > 0 else { return nil }
        // Five spaces and more are code inside the item.
        offset = indent + width + (isEmpty || white > 4 ? 1 : white)
    }

    /// Whether `other` goes on with the list that this one began.
    func continues(_ other: MarkdownMarker) -> Bool {
        sign == other.sign && (number == nil) == (other.number == nil)
    }
}
