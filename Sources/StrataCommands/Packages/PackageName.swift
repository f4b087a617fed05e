/// A name that a new package, its module and its command can have.
struct PackageName: Hashable, Sendable {
    /// The name.
    let text: String

    /// Checks a name.
    ///
    /// - Throws: ``CommandFailure`` with what is wrong with it.
    init(_ text: String) throws(CommandFailure) {
        if let problem = Self.problem(with: text) {
            throw CommandFailure(
                "'\(Printable.line(text))' cannot be the name of a package: \(problem).",
                remedy: "Choose a name such as 'Hello' or 'DigitTraining'.",
                exitCode: .usage
            )
        }
        self.text = text
    }

    private static func problem(with text: String) -> String? {
        guard let first = text.utf8.first else { return "it is empty" }
        let isWord = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isWord else { return "it may have letters (a-z), digits and underscores only, as it names a Swift type" }
        if (0x30...0x39).contains(first) { return "it begins with a digit, and it names a Swift type" }
        if text.utf8.allSatisfy({ $0 == UInt8(ascii: "_") }) { return "it has no letter" }
        if text.utf8.count > 64 { return "it has more than 64 characters" }
        if keywords.contains(text) { return "it is a keyword of Swift" }
        let folded = text.lowercased()
        // Folders know no case on some systems, so modules are compared without it.
        if modules.contains(folded) || folded.hasPrefix("strata") {
            return "it is the name of a module that it imports"
        }
        if types.contains(text) { return "it is the name of a type that the package's source uses" }
        return nil
    }

    private static let keywords: Set<String> = [
        "Any", "Protocol", "Self", "Type", "actor", "any", "as", "associatedtype", "async", "await", "borrowing",
        "break", "case", "catch", "class", "consuming", "continue", "default", "defer", "deinit", "do", "each", "else",
        "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in",
        "indirect", "init", "inout", "internal", "is", "let", "macro", "main", "nil", "nonisolated", "open", "operator",
        "package", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "some",
        "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var",
        "where", "while",
    ]

    /// In lower case.
    private static let modules: Set<String> = [
        "swift", "foundation", "foundationessentials", "foundationinternationalization", "testing", "xctest",
        "argumentparser", "argumentparsertoolinfo", "logging", "crypto", "grdb", "dequemodule", "collections",
        "subprocess", "systempackage", "dispatch", "synchronization", "observation", "distributed", "regexbuilder",
        "cxx", "glibc", "musl", "darwin", "packagedescription", "swiftsyntax", "swiftsyntaxmacros", "tests",
    ]

    private static let types: Set<String> = [
        "Array", "Artifact", "Argument", "Bool", "Character", "Codable", "Data", "Date", "Dictionary", "Double",
        "Duration",
        "Error", "ExpressibleByArgument", "Flag", "Float", "Func", "Future", "Int", "Never", "Operand", "Option",
        "OptionGroup", "Optional", "PipelineCommand", "Result", "Retry", "RunContext", "Sendable", "Set",
        "SilentRunner", "LocalRunner", "String", "Substring", "Suite", "TextSummary", "Task", "Test", "URL", "UUID",
        "Void", "WordCount", "FileArtifact", "DirectoryArtifact", "ResourceRequirements", "Decodable", "Encodable",
        "Hashable", "Equatable", "Sequence", "Collection", "Actor", "MainActor", "Unicode",
    ]
}
