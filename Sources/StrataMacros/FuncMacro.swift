import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// Expands `@Func`: the body role turns the direct call into a tracked one, the peer role adds everything else.
///
/// The compiler expands the two roles apart from each other, so what they share they must name in the same way: a
/// unique name made in one role is unknown in the other. Only the peer role reports what is wrong, or all would be said
/// twice.
struct FuncMacro {}

extension FuncMacro: PeerMacro {
    static func expansion(
        of node: AttributeSyntax,
        providingPeersOf declaration: some DeclSyntaxProtocol,
        in context: some MacroExpansionContext
    ) throws -> [DeclSyntax] {
        switch FunctionCheck.check(declaration, attribute: node, in: context) {
        case .failure(let problems):
            for diagnostic in problems.diagnostics {
                context.diagnose(diagnostic)
            }
            return []
        case .success(let function):
            return PeerExpansion(function, in: context).declarations
        }
    }
}

extension FuncMacro: BodyMacro {
    static func expansion(
        of node: AttributeSyntax,
        providingBodyFor declaration: some DeclSyntaxProtocol & WithOptionalCodeBlockSyntax,
        in context: some MacroExpansionContext
    ) throws -> [CodeBlockItemSyntax] {
        switch FunctionCheck.check(declaration, attribute: node, in: context) {
        case .failure(let problems):
            // Nothing may follow from what the peer role reports: the function stays as it is, or is not looked at.
            if problems.reachesBody { return ["while true {}"] }
            return declaration.body.map { Array($0.statements) } ?? []
        case .success(let function):
            return BodyExpansion(function, in: context).statements
        }
    }
}

extension FuncMacro {
    /// Expansions are written with their line breaks: the user's body must keep its own.
    static var formatMode: FormatMode { .disabled }
}
