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

    /// Code whose errors, and whose frames in a debugger, the compiler gives the line of a node in the user's file.
    static func at(_ node: some SyntaxProtocol, in context: some MacroExpansionContext, _ code: String) -> String {
        guard let position = SourcePosition(of: node, .filePath, in: context) else { return code }
        return "\(position.directive)\n\(code)\n\(end)"
    }
}
