import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxMacros

/// Parses what `@Func` is applied to; whoever has a ``TrackedFunction`` need ask nothing more.
enum FunctionCheck {
    static func check(
        _ declaration: some DeclSyntaxProtocol,
        attribute: AttributeSyntax,
        in context: some MacroExpansionContext
    ) -> Result<TrackedFunction, Problems> {
        guard let function = declaration.as(FunctionDeclSyntax.self) else {
            let kind = DeclarationKind.phrase(for: declaration)
            return .failure(Problems(diagnostics: [.notFunction(attribute, kind)]))
        }
        if let repeated = RepeatedAttributeCheck.check(function, attribute, in: context) {
            return .failure(repeated)
        }
        let arguments = FuncArguments(attribute)
        var diagnostics = ScopeCheck.check(function, in: context)
        diagnostics += SignatureCheck.check(function)
        diagnostics += LocalTypeCheck.check(function)
        let kind: TrackedFunction.Kind = function.result.promised == nil ? .computing : .graph
        diagnostics += ArgumentCheck.check(arguments, kind)
        guard diagnostics.isEmpty, let body = function.body else {
            return .failure(Problems(diagnostics: diagnostics))
        }
        let output = function.result.promised ?? function.result
        return .success(
            TrackedFunction(
                declaration: function,
                body: body,
                kind: kind,
                parameters: function.signature.parameterClause.parameters.map(TrackedParameter.init),
                output: output.isVoid ? "Void" : output.trimmedDescription,
                enclosingTypes: ScopeCheck.enclosingTypes(context.lexicalContext),
                arguments: arguments
            )
        )
    }
}

extension FunctionDeclSyntax {
    /// The type of the result, `Void` where none is written.
    var result: TypeSyntax {
        signature.returnClause?.type ?? TypeSyntax(IdentifierTypeSyntax(name: .identifier("Void")))
    }
}
