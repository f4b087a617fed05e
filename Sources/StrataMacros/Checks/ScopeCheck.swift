import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxMacros

/// Whether a function stands where a worker can find it.
enum ScopeCheck {
    static func check(_ function: FunctionDeclSyntax, in context: some MacroExpansionContext) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        if case .identifier = function.name.tokenKind {} else { diagnostics.append(.operatorFunction(function.name)) }
        guard let innermost = context.lexicalContext.first else {
            return diagnostics + missingBody(function) + mainFile(function, in: context)
        }
        if innermost.is(ProtocolDeclSyntax.self) {
            return diagnostics + [.protocolMember(function.name)]
        }
        if !context.lexicalContext.allSatisfy(isType) {
            return diagnostics + [.localFunction(function.name)]
        }
        for scope in context.lexicalContext {
            if let type = genericName(scope) {
                diagnostics.append(.genericType(function.name, type))
                break
            }
        }
        return diagnostics + missingBody(function) + typeLevel(function)
    }

    /// The names of the types around a function, from the outside in.
    static func enclosingTypes(_ lexicalContext: [Syntax]) -> [String] {
        lexicalContext.reversed().compactMap { scope in
            if let type = scope.as(ExtensionDeclSyntax.self) { return type.extendedType.trimmedDescription }
            return scope.asProtocol((any NamedDeclSyntax).self)?.name.plainText
        }
    }

    private static func missingBody(_ function: FunctionDeclSyntax) -> [Diagnostic] {
        function.body == nil ? [.missingBody(function)] : []
    }

    /// Globals of `main.swift` are variables of a script, made in the order in which the script reaches them.
    private static func mainFile(
        _ function: FunctionDeclSyntax,
        in context: some MacroExpansionContext
    ) -> [Diagnostic] {
        guard let location = context.location(of: function, at: .afterLeadingTrivia, filePathMode: .fileID),
            location.file.trimmedDescription.hasSuffix("/main.swift\"")
        else { return [] }
        return [.mainFile(function.name)]
    }

    private static func typeLevel(_ function: FunctionDeclSyntax) -> [Diagnostic] {
        if let modifier = function.modifiers.first(where: { $0.name.tokenKind == .keyword(.class) }) {
            return [.classMethod(modifier)]
        }
        let isStatic = function.modifiers.contains { $0.name.tokenKind == .keyword(.static) }
        return isStatic ? [] : [.instanceMethod(function)]
    }

    private static func isType(_ scope: Syntax) -> Bool {
        [.structDecl, .enumDecl, .classDecl, .actorDecl, .extensionDecl].contains(scope.kind)
    }

    /// The name of a type with generic parameters or arguments, as far as the source in sight shows them.
    private static func genericName(_ scope: Syntax) -> String? {
        if let type = scope.as(ExtensionDeclSyntax.self) {
            let name = type.extendedType.trimmedDescription
            return type.genericWhereClause != nil || name.contains("<") || name.hasPrefix("[") ? name : nil
        }
        guard let type = scope.asProtocol((any WithGenericParametersSyntax).self),
            let name = scope.asProtocol((any NamedDeclSyntax).self)?.name.plainText
        else { return nil }
        return type.genericParameterClause == nil ? nil : name
    }
}
