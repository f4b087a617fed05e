import SwiftSyntax
import SwiftSyntaxMacros

/// Where a node stands in the user's file, as literals.
struct SourcePosition {
    let file: String
    let line: String
    /// From 1, in bytes.
    let column: Int

    init?(
        of node: some SyntaxProtocol,
        at position: PositionInSyntaxNode = .afterLeadingTrivia,
        _ mode: SourceLocationFilePathMode,
        in context: some MacroExpansionContext
    ) {
        guard let location = context.location(of: node, at: position, filePathMode: mode) else { return nil }
        file = location.file.trimmedDescription
        line = location.line.trimmedDescription
        column = Int(location.column.trimmedDescription) ?? 1
    }

    /// Makes the compiler count from this line on.
    var directive: String { "#sourceLocation(file: \(file), line: \(line))" }

    /// Ends what ``directive`` began.
    static let end = "#sourceLocation()"
}
