/// A pattern that names files below a package's folder, for example `Data/**/*.csv`.
///
/// `*` and `?` stand for any characters and for one character of a name, `[a-z]` and `[!a-z]` for one of some, `{a,b}` for
/// each of its parts, and `**` between slashes for any number of folders. A backslash takes its meaning from the character
/// after it. Names are compared exactly, and those that begin with a dot are names like others.
public struct DataPattern: Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with a pattern.
    public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
        /// What is wrong, as what follows the pattern in a sentence.
        public let message: String
        /// What to do next.
        public let remedy: String

        /// Both in one sentence.
        public var description: String { "the pattern \(message); \(remedy)" }
    }

    /// Far longer than a useful pattern.
    static let limitOfLength = 1024
    /// As many ways as the parts of `{a,b}` can be combined in.
    static let limitOfAlternatives = 256

    /// The pattern as it is written.
    public let text: String
    /// The pattern without braces: all that they stand for.
    let alternatives: [[PatternComponent]]

    /// Reads a pattern.
    ///
    /// - Throws: ``Problem`` when it is none, or could name what is not below the package's folder.
    public init(_ text: String) throws(Problem) {
        guard text.utf8.count <= Self.limitOfLength else {
            throw Problem(message: "has more than \(Self.limitOfLength) bytes", remedy: "write several shorter ones")
        }
        self.text = text
        var alternatives: [[PatternComponent]] = []
        for alternative in try BraceExpansion.expand(text) {
            let components = try Self.components(alternative)
            if !alternatives.contains(components) { alternatives.append(components) }
        }
        self.alternatives = alternatives
    }

    /// The pattern as it is written.
    public var description: String { text }

    /// Whether two patterns are written alike, character by character.
    public static func == (left: DataPattern, right: DataPattern) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// Hashes the text.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }

    private static func components(_ text: String) throws(Problem) -> [PatternComponent] {
        guard text.first != "/" else {
            throw Problem(
                message: "is an absolute path",
                remedy: "name files below the package's folder, without the '/' at the start"
            )
        }
        var components: [PatternComponent] = []
        for part in text.split(separator: "/", omittingEmptySubsequences: false) {
            switch part {
            case "": throw emptyPart(text)
            case ".": continue
            case "..":
                throw Problem(
                    message: "has '..', which can leave the package's folder",
                    remedy: "name files below the package's folder, and copy or link there what is elsewhere"
                )
            // Two in a row mean what one means.
            case "**": if components.last != .anyFolders { components.append(.anyFolders) }
            default: components.append(try PatternComponent(part))
            }
        }
        guard !components.isEmpty else {
            throw Problem(message: "names a folder", remedy: "write '**' for all files in it")
        }
        return components
    }

    private static func emptyPart(_ text: String) -> Problem {
        if text.isEmpty { return Problem(message: "is empty", remedy: "write for example 'Data/**'") }
        guard text.last == "/" else {
            return Problem(message: "has '//'", remedy: "write one slash")
        }
        return Problem(message: "ends in a slash", remedy: "write '\(Shown.text(text))**' for all files in the folder")
    }
}
