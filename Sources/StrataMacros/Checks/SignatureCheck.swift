import SwiftDiagnostics
import SwiftSyntax

/// Whether a function's inputs and output can pass from process to process.
enum SignatureCheck {
    static func check(_ function: FunctionDeclSyntax) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        if let clause = function.genericParameterClause {
            diagnostics.append(.genericFunction(clause))
        } else if let clause = function.genericWhereClause {
            diagnostics.append(.genericFunction(clause))
        }
        diagnostics += parameters(function.signature.parameterClause.parameters)
        return diagnostics + effects(function)
    }

    private static func parameters(_ parameters: FunctionParameterListSyntax) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var names: Set<String> = []
        for parameter in parameters {
            let name = parameter.secondName ?? parameter.firstName
            if name.tokenKind == .wildcard {
                diagnostics.append(.unnamedParameter(parameter))
            } else if !names.insert(name.plainText).inserted {
                diagnostics.append(.duplicateParameter(name))
            }
            if parameter.ellipsis != nil {
                diagnostics.append(.variadic(parameter))
            }
            diagnostics += TypeCheck.parameter(parameter.type)
        }
        return diagnostics
    }

    private static func effects(_ function: FunctionDeclSyntax) -> [Diagnostic] {
        let effects = function.signature.effectSpecifiers
        let throwsClause = effects?.throwsClause
        if let clause = throwsClause, clause.throwsSpecifier.tokenKind == .keyword(.rethrows) {
            return [.rethrowing(clause)]
        }
        if let promised = function.result.promised {
            if effects?.asyncSpecifier != nil {
                return [.asyncGraph(function, function.result, promised: promised)]
            }
            if let throwsClause {
                return [.throwingGraph(function, throwsClause)]
            }
            return promised.isVoid ? [] : TypeCheck.result(promised)
        }
        let types = function.result.isVoid ? [] : TypeCheck.result(function.result)
        guard types.isEmpty else { return types }
        if let throwsClause, throwsClause.type != nil {
            return [.typedThrows(throwsClause)]
        }
        switch (effects?.asyncSpecifier, throwsClause) {
        case (nil, nil): return [.missingEffects(function, add: "async throws")]
        case (nil, _): return [.missingEffects(function, add: "async")]
        case (_, nil): return [.missingEffects(function, add: "throws")]
        default: return []
        }
    }
}
