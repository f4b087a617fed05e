/// What one part of a pattern, between slashes, stands for.
enum PatternComponent: Sendable, Hashable {
    /// `**`: any number of folders, also none; as the last part, all files below.
    case anyFolders
    /// One name, without anything to match.
    case name(String)
    /// Names that match.
    case names([PatternToken])

    /// Reads a part that is not `**`.
    init(_ part: Substring) throws(DataPattern.Problem) {
        let tokens = try PatternToken.tokens(part)
        var name = String.UnicodeScalarView()
        for token in tokens {
            guard case .character(let scalar) = token else {
                self = .names(tokens)
                return
            }
            name.append(scalar)
        }
        self = .name(String(name))
    }

    /// Whether a file's or folder's name matches.
    func matches(_ name: String) -> Bool {
        switch self {
        case .anyFolders: true
        case .name(let own): own.utf8.elementsEqual(name.utf8)
        case .names(let tokens): PatternToken.matches(tokens, Array(name.unicodeScalars))
        }
    }
}
