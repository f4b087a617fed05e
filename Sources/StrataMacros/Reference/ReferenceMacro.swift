import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// Expands `#reference(train(config:data:))` to what gives the function's definition.
struct ReferenceMacro: ExpressionMacro {
    static func expansion(
        of node: some FreestandingMacroExpansionSyntax,
        in context: some MacroExpansionContext
    ) throws -> ExprSyntax {
        guard let argument = node.arguments.first?.expression, node.arguments.count == 1 else {
            throw DiagnosticsError(diagnostics: [.notReference(node)])
        }
        // The type has done its work when the argument was checked: it chose among overloads.
        let reference = argument.as(AsExprSyntax.self)?.expression ?? argument
        if let reference = reference.as(DeclReferenceExprSyntax.self) {
            return try expansion(base: "", reference)
        }
        if let member = reference.as(MemberAccessExprSyntax.self), let base = member.base {
            return try expansion(base: "\(base.trimmedDescription).", member.declName)
        }
        throw DiagnosticsError(diagnostics: [.notReference(argument)])
    }

    private static func expansion(base: String, _ reference: DeclReferenceExprSyntax) throws -> ExprSyntax {
        guard case .identifier = reference.baseName.tokenKind else {
            throw DiagnosticsError(diagnostics: [.notReference(reference)])
        }
        let name = base + TrackedFunction.helperName("__strataFunction_", reference.baseName.plainText)
        guard let labels = reference.argumentNames?.arguments else { return "\(raw: name)" }
        // Swift 6.3 does not find the peers of a macro at file scope by a name with labels. A call it does find.
        let arguments = labels.enumerated().map { index, argument in
            argument.name.tokenKind == .wildcard ? "$\(index)" : "\(argument.name.text): $\(index)"
        }
        return "{ \(raw: name)(\(raw: arguments.joined(separator: ", "))) }"
    }
}
