/// The name that a base image tag has in Swift.
enum TagIdentifier {
    /// What cannot stand after a dot as a type's member, or means something else there: `.none` is the absence of a tag.
    private static let taken: Set<String> = ["Protocol", "Type", "init", "none", "self", "some"]

    /// A tag as a Swift identifier, without the backticks that a keyword needs where it is declared.
    ///
    /// What is an identifier stays as it is. Otherwise what stands between dots and hyphens is joined in lower camel case,
    /// and digits are kept apart: `cuda-12.4` gives `cuda12_4`.
    static func name(for tag: String) -> String {
        var name = ""
        for word in tag.split(whereSeparator: { $0 == "-" || $0 == "." }) {
            if name.isEmpty {
                name = tag.utf8.count == word.utf8.count ? String(word) : lowered(word)
            } else if let last = name.last, let first = word.first, last.isNumber, first.isNumber {
                name += "_\(word)"
            } else {
                name += word.prefix(1).uppercased() + word.dropFirst()
            }
        }
        if let first = name.first, first.isNumber { name = "_" + name }
        return taken.contains(name) ? name + "_" : name
    }

    /// The name where it is declared.
    static func declared(_ name: String) -> String {
        keywords.contains(name) ? "`\(name)`" : name
    }

    /// `CUDA` gives `cuda`, `Cuda` too, and `cudaRuntime` stays.
    private static func lowered(_ word: Substring) -> String {
        let capitals = word.prefix { $0.isUppercase || $0.isNumber }
        if capitals.count == word.count { return word.lowercased() }
        return word.prefix(1).lowercased() + word.dropFirst()
    }

    /// Words that need backticks where they are declared (The Swift Programming Language, Lexical Structure).
    private static let keywords: Set<String> = [
        "Any", "Self", "as", "associatedtype", "await", "break", "case", "catch", "class", "continue", "default",
        "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func",
        "guard", "if", "import", "in", "inout", "internal", "is", "let", "nil", "operator", "precedencegroup",
        "private", "protocol", "public", "repeat", "rethrows", "return", "static", "struct", "subscript", "super",
        "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]
}
