import SwiftSyntax

/// The text of a function for people: dedented, with attributes and documentation comment.
struct SourceText {
    let text: String
    /// The documentation comment without its slashes.
    let documentation: String
    /// The documentation comment's lines with their slashes.
    let comment: [String]

    init(_ declaration: FunctionDeclSyntax) {
        var comment: [String] = []
        for piece in declaration.leadingTrivia.pieces {
            switch piece {
            case .docLineComment(let line):
                comment.append(line)
            case .docBlockComment(let block):
                comment = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            case .newlines(let count) where count > 1, .carriageReturnLineFeeds(let count) where count > 1:
                // A comment apart from the declaration is not its documentation.
                comment = []
            default:
                break
            }
        }
        let indentation = declaration.leadingTrivia.pieces.last.flatMap(Self.width) ?? 0
        let code = declaration.trimmedDescription
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
        let dedented = lines.enumerated().map { index, line in
            index == 0 ? line : line.dropFirst(min(indentation, line.prefix { $0 == " " || $0 == "\t" }.count))
        }
        self.comment = comment.map { Self.trimmed($0[...]) }
        text = (self.comment + dedented.map(String.init)).joined(separator: "\n")
        documentation = Self.content(of: self.comment)
    }

    private static func width(_ piece: TriviaPiece) -> Int? {
        switch piece {
        case .spaces(let count), .tabs(let count): count
        default: nil
        }
    }

    private static func content(of comment: [String]) -> String {
        var lines = comment.map { line in
            var content = line[...]
            for prefix in ["///", "/**", "*/", "*"] where content.hasPrefix(prefix) {
                content = content.dropFirst(prefix.count)
                break
            }
            if content.hasSuffix("*/") { content = content.dropLast(2) }
            return content.hasPrefix(" ") ? String(content.dropFirst()) : String(content)
        }
        while lines.first.map({ trimmed($0[...]).isEmpty }) == true { lines.removeFirst() }
        while lines.last.map({ trimmed($0[...]).isEmpty }) == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
