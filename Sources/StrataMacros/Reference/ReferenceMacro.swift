import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxMacros

/// Expands `#reference(train(config:data:))` to the function that gives the definition.
struct ReferenceMacro: ExpressionMacro {
    static func expansion(
        of node: some FreestandingMacroExpansionSyntax,
        in context: some MacroExpansionContext
    ) throws -> ExprSyntax {
        guard let argument = node.arguments.first?.expression, node.arguments.count == 1 else {
            throw DiagnosticsError(diagnostics: [.notReference(node)])
        }
        if let reference = argument.as(DeclReferenceExprSyntax.self) {
            return ExprSyntax(try renamed(reference))
        }
        if let member = argument.as(MemberAccessExprSyntax.self), member.base != nil {
            return ExprSyntax(member.trimmed.with(\.declName, try renamed(member.declName)))
        }
        throw DiagnosticsError(diagnostics: [.notReference(argument)])
    }

    private static func renamed(_ reference: DeclReferenceExprSyntax) throws -> DeclReferenceExprSyntax {
        guard case .identifier = reference.baseName.tokenKind else {
            throw DiagnosticsError(diagnostics: [.notReference(reference)])
        }
        let name = TrackedFunction.helperName("__strataFunction_", reference.baseName.plainText)
        return reference.trimmed.with(\.baseName, .identifier(name))
    }
}
