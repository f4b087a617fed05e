/// The rules for names in layers.
enum EntryPath {
    /// Makes sure that `path` is a name that a layer may have.
    ///
    /// - Throws: ``LayerError`` with code `invalidEntry`.
    static func validate(_ path: String) throws(LayerError) {
        if let problem = problem(of: path) {
            throw LayerError(
                .invalidEntry,
                "'\(printable(path))' cannot be a name in a layer: \(problem).",
                remedy: "Name the entry by a path below the root of the image, such as 'app/data.bin'."
            )
        }
    }

    private static func problem(of path: String) -> String? {
        let bytes = path.utf8
        if bytes.isEmpty { return "it is empty" }
        if bytes.contains(0) { return "it contains a NUL character" }
        if bytes.first == slash { return "it is absolute" }
        if bytes.count > maximalLength { return "it is longer than \(maximalLength) bytes" }
        for part in bytes.split(separator: slash, omittingEmptySubsequences: false) {
            if part.isEmpty { return "it has an empty part" }
            if part.elementsEqual(".".utf8) { return "it has the part '.'" }
            if part.elementsEqual("..".utf8) { return "it has the part '..'" }
            if part.count > 255 { return "it has a part that is longer than 255 bytes" }
            if part.starts(with: ".wh.".utf8) {
                // https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#whiteouts
                return "a part that begins with '.wh.' would hide a file of the image instead"
            }
        }
        return nil
    }

    /// Linux takes no longer ones.
    private static let maximalLength = 4095
    private static let slash = UInt8(ascii: "/")

    /// `text` with control characters written as escapes, for messages.
    static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(500) {
            if scalar.value < 0x20 || scalar.value == 0x7F {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
