import SwiftSyntax
import SwiftSyntaxMacros

/// The user's statements, verbatim, such that the compiler reports errors at the user's own lines and columns.
struct UserBody {
    let text: String

    init(_ body: CodeBlockSyntax, in context: some MacroExpansionContext) {
        let inside =
            body.leftBrace.trailingTrivia.description + body.statements.description
            + body.rightBrace.leadingTrivia.description
        guard let position = SourcePosition(of: body.leftBrace, at: .beforeTrailingTrivia, .filePath, in: context)
        else {
            text = inside
            return
        }
        // What stands beside the brace is moved to where it stood.
        let isBeside = inside.prefix { !$0.isNewline }.contains { !$0.isWhitespace }
        let padding = isBeside ? String(repeating: " ", count: max(0, position.column - 1)) : ""
        text = "\(position.directive)\n\(padding)\(inside)\n\(SourcePosition.end)"
    }
}
