import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxBuilder

extension FixIt {
    private static func rewrite(
        _ message: String,
        _ old: some SyntaxProtocol,
        _ new: some SyntaxProtocol
    ) -> FixIt {
        FixIt(
            message: MacroMessage(message: message, diagnosticID: MessageID(domain: "StrataMacros", id: "fixIt")),
            changes: [.replace(oldNode: Syntax(old), newNode: Syntax(new))]
        )
    }

    static func removeAttribute(_ attribute: AttributeSyntax) -> FixIt {
        // A list with nothing in it stands for the attribute and the blanks around it.
        rewrite("remove '@Func'", attribute, AttributeListSyntax([]))
    }

    static func replaceToken(_ token: TokenSyntax, with kind: TokenKind, _ message: String) -> FixIt {
        rewrite(message, token, token.with(\.tokenKind, kind))
    }

    static func replaceType(_ type: TypeSyntax, with new: TypeSyntax, _ message: String) -> FixIt {
        rewrite(message, type, new.trimmedKeepingTrivia(of: type))
    }

    static func replaceExpression(_ expression: ExprSyntax, with new: String, _ message: String) -> FixIt {
        rewrite(message, expression, "\(raw: new)" as ExprSyntax)
    }

    /// Writes `static` before `func`.
    static func insertStatic(_ function: FunctionDeclSyntax) -> FixIt {
        let modifier = DeclModifierSyntax(name: .keyword(.static, trailingTrivia: .space))
        var fixed = function.funcKeyword
        var modifiers = function.modifiers.filter { $0.name.text != "mutating" && $0.name.text != "nonmutating" }
        var leading = fixed.leadingTrivia
        if let first = function.modifiers.first {
            leading = first.leadingTrivia
        }
        fixed.leadingTrivia = []
        modifiers.append(modifier)
        var new = function
        new.modifiers = modifiers
        new.modifiers.leadingTrivia = leading
        new.funcKeyword = fixed
        return rewrite("make it 'static'", function, new)
    }

    /// Adds the effects that are missing, in the order the language wants.
    static func addEffects(_ function: FunctionDeclSyntax, _ words: String) -> FixIt {
        var signature = function.signature
        signature.effectSpecifiers = FunctionEffectSpecifiersSyntax(
            asyncSpecifier: .keyword(.async, trailingTrivia: .space),
            throwsClause: ThrowsClauseSyntax(throwsSpecifier: .keyword(.throws, trailingTrivia: .space))
        )
        signature.parameterClause.trailingTrivia = .space
        return rewrite("add '\(words)'", function.signature, signature)
    }

    /// Removes all effects.
    static func removeEffects(_ function: FunctionDeclSyntax, _ message: String) -> FixIt {
        var signature = function.signature
        signature.effectSpecifiers = nil
        signature.parameterClause.trailingTrivia = .space
        return rewrite(message, function.signature, signature)
    }

    static func removeThrownType(_ clause: ThrowsClauseSyntax) -> FixIt {
        let plain = ThrowsClauseSyntax(
            throwsSpecifier: .keyword(.throws, leadingTrivia: clause.leadingTrivia),
            trailingTrivia: clause.trailingTrivia
        )
        return rewrite("use 'throws'", clause, plain)
    }

    static func replaceVariadic(_ parameter: FunctionParameterSyntax) -> FixIt {
        var new = parameter
        let array = TypeSyntax(ArrayTypeSyntax(element: parameter.type.trimmed))
        new.type = array.with(\.leadingTrivia, parameter.type.leadingTrivia)
        new.ellipsis = nil
        return rewrite("take an array", parameter, new)
    }

    /// Removes an argument with the comma that it no longer needs, and empty parentheses with the last one.
    static func removeArgument(_ argument: LabeledExprSyntax) -> FixIt {
        let message = "remove '\(argument.label?.text ?? "")'"
        guard let list = argument.parent?.as(LabeledExprListSyntax.self),
            let attribute = list.parent?.as(AttributeSyntax.self)
        else { return rewrite(message, argument, LabeledExprListSyntax([])) }
        var kept = Array(list.filter { $0.id != argument.id })
        var new = attribute
        guard !kept.isEmpty else {
            new.leftParen = nil
            new.arguments = nil
            new.rightParen = nil
            new.trailingTrivia = attribute.trailingTrivia
            return rewrite(message, attribute, new)
        }
        if argument.id == list.first?.id {
            kept[0].leadingTrivia = argument.leadingTrivia
        }
        kept[kept.count - 1].trailingComma = nil
        kept[kept.count - 1].trailingTrivia = list.last?.trailingTrivia ?? []
        new.arguments = .argumentList(LabeledExprListSyntax(kept))
        return rewrite(message, attribute, new)
    }
}

extension TypeSyntax {
    /// This type in the place of another.
    fileprivate func trimmedKeepingTrivia(of other: TypeSyntax) -> TypeSyntax {
        trimmed.with(\.leadingTrivia, other.leadingTrivia).with(\.trailingTrivia, other.trailingTrivia)
    }
}
