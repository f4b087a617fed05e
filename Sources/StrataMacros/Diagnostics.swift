import SwiftDiagnostics
import SwiftSyntax

/// Everything that the macros say to their users, and nowhere else.
///
/// A message says what is wrong and what to write instead; where a tool can write that, there is a fix-it.
extension Diagnostic {
    // MARK: Where @Func stands

    static func notFunction(_ attribute: AttributeSyntax, _ kind: String) -> Diagnostic {
        Diagnostic(attribute, .notFunction, "'@Func' can only be applied to a function, not to \(kind)")
    }

    static func appliedTwice(_ attribute: AttributeSyntax) -> Diagnostic {
        Diagnostic(
            attribute,
            .appliedTwice,
            "'@Func' can only be applied once; put all arguments into one",
            fixIts: [.removeAttribute(attribute)]
        )
    }

    static func missingBody(_ function: FunctionDeclSyntax) -> Diagnostic {
        Diagnostic(
            function.name,
            .missingBody,
            "'@Func' needs a function with a body, and cannot be applied to a protocol's requirement"
        )
    }

    static func operatorFunction(_ name: TokenSyntax) -> Diagnostic {
        Diagnostic(
            name,
            .operatorFunction,
            "'@Func' cannot be applied to an operator; write a function with a name and call it from the operator"
        )
    }

    static func localFunction(_ name: TokenSyntax) -> Diagnostic {
        Diagnostic(
            name,
            .localFunction,
            "'@Func' cannot be applied inside of a function, as no other process could find it by its name; "
                + "move '\(name.plainText)' to a type or to the file"
        )
    }

    static func localType(_ name: TokenSyntax) -> Diagnostic {
        Diagnostic(
            name,
            .localType,
            "the compiler cannot build a type that is declared inside of a function marked '@Func'; "
                + "move '\(name.plainText)' to the enclosing type or to the file"
        )
    }

    static func mainFile(_ name: TokenSyntax) -> Diagnostic {
        Diagnostic(
            name,
            .mainFile,
            "'@Func' cannot be applied at the top level of 'main.swift'; "
                + "move '\(name.plainText)' to another file, or into a type"
        )
    }

    static func instanceMethod(_ function: FunctionDeclSyntax) -> Diagnostic {
        Diagnostic(
            function.name,
            .instanceMethod,
            "'@Func' cannot be applied to a method of an instance, which a worker would not have; make it 'static'",
            fixIts: [.insertStatic(function)]
        )
    }

    static func classMethod(_ modifier: DeclModifierSyntax) -> Diagnostic {
        Diagnostic(
            modifier,
            .classMethod,
            "'@Func' cannot be applied to a 'class' method, which subclasses may override; use 'static'",
            fixIts: [.replaceToken(modifier.name, with: .keyword(.static), "replace 'class' with 'static'")]
        )
    }

    static func protocolMember(_ name: TokenSyntax) -> Diagnostic {
        Diagnostic(
            name,
            .protocolMember,
            "'@Func' cannot be applied to a protocol's requirement; apply it to the functions that types implement"
        )
    }

    static func genericType(_ node: some SyntaxProtocol, _ type: String) -> Diagnostic {
        Diagnostic(
            node,
            .genericContext,
            "'@Func' cannot be applied in the generic type '\(type)', as a worker would not know its arguments; "
                + "move the function out of it"
        )
    }

    // MARK: The function's signature

    static func genericFunction(_ clause: some SyntaxProtocol) -> Diagnostic {
        Diagnostic(
            clause,
            .genericFunction,
            "'@Func' cannot be applied to a generic function, as a worker would not know the type; "
                + "write one function for each type"
        )
    }

    static func missingEffects(_ function: FunctionDeclSyntax, add words: String) -> Diagnostic {
        Diagnostic(
            function.name,
            .missingEffects,
            "a function that computes may wait and may fail, so it must be 'async throws'; add '\(words)', "
                + "or return a 'Future' to describe a graph",
            fixIts: [.addEffects(function, words)]
        )
    }

    static func futureCollection(_ type: TypeSyntax) -> Diagnostic {
        Diagnostic(
            type,
            .futureCollection,
            "a function that describes a graph returns one 'Future', not '\(type.trimmedDescription)'; "
                + "give the futures to a function that returns an artifact of them"
        )
    }

    static func asyncGraph(_ function: FunctionDeclSyntax, _ result: TypeSyntax, promised: TypeSyntax) -> Diagnostic {
        Diagnostic(
            function.signature.effectSpecifiers?.asyncSpecifier ?? function.name,
            .asyncGraph,
            "a function that describes a graph cannot be 'async'; remove 'async', or return the artifact itself: "
                + "'\(promised.trimmedDescription)'",
            fixIts: [
                .removeEffects(function, "remove 'async'"),
                .replaceType(result, with: promised, "return '\(promised.trimmedDescription)'"),
            ]
        )
    }

    static func throwingGraph(_ function: FunctionDeclSyntax, _ node: some SyntaxProtocol) -> Diagnostic {
        Diagnostic(
            node,
            .throwingGraph,
            "a function that describes a graph cannot throw, as its body runs after the call has returned; "
                + "remove 'throws', and check inputs in a function that computes",
            fixIts: [.removeEffects(function, "remove 'throws'")]
        )
    }

    static func typedThrows(_ clause: ThrowsClauseSyntax) -> Diagnostic {
        Diagnostic(
            clause,
            .typedThrows,
            "a function's run can also fail with its container, whatever it throws itself; use 'throws'",
            fixIts: [.removeThrownType(clause)]
        )
    }

    static func rethrowing(_ clause: ThrowsClauseSyntax) -> Diagnostic {
        Diagnostic(
            clause,
            .rethrowing,
            "'@Func' cannot be applied to a function that rethrows; use 'throws'",
            fixIts: [
                .replaceToken(clause.throwsSpecifier, with: .keyword(.throws), "replace 'rethrows' with 'throws'")
            ]
        )
    }

    static func unnamedParameter(_ parameter: FunctionParameterSyntax) -> Diagnostic {
        Diagnostic(
            parameter.secondName ?? parameter.firstName,
            .unnamedParameter,
            "a parameter of a function marked '@Func' needs a name, by which the run's input is shown; "
                + "write '_ name: \(parameter.type.trimmedDescription)'"
        )
    }

    static func duplicateParameter(_ name: TokenSyntax) -> Diagnostic {
        Diagnostic(
            name,
            .duplicateParameter,
            "there already is a parameter '\(name.plainText)', and a run's inputs are found by their names; "
                + "name this one differently"
        )
    }

    static func specifier(_ node: some SyntaxProtocol, _ type: AttributedTypeSyntax) -> Diagnostic {
        let word = node.trimmedDescription
        let remedy = word == "inout" ? "take the value, and return the new one" : "remove '\(word)'"
        return Diagnostic(
            node,
            .specifier,
            "a parameter of a function marked '@Func' cannot be '\(word)', as inputs are copies; \(remedy)",
            fixIts: word == "inout" ? [] : [.replaceType(TypeSyntax(type), with: type.baseType, "remove '\(word)'")]
        )
    }

    static func variadic(_ parameter: FunctionParameterSyntax) -> Diagnostic {
        let type = parameter.type.trimmedDescription
        return Diagnostic(
            parameter.ellipsis ?? parameter.firstName,
            .variadic,
            "a parameter of a function marked '@Func' cannot be variadic; take an array: '[\(type)]'",
            fixIts: [.replaceVariadic(parameter)]
        )
    }

    static func implicitlyUnwrapped(_ type: ImplicitlyUnwrappedOptionalTypeSyntax) -> Diagnostic {
        let optional = TypeSyntax(OptionalTypeSyntax(wrappedType: type.wrappedType))
        return Diagnostic(
            type,
            .implicitlyUnwrapped,
            "'\(type.trimmedDescription)' cannot be used with '@Func'; use '\(optional.trimmedDescription)'",
            fixIts: [.replaceType(TypeSyntax(type), with: optional, "use '\(optional.trimmedDescription)'")]
        )
    }

    static func futureParameter(_ type: TypeSyntax, promised: TypeSyntax) -> Diagnostic {
        let value = promised.trimmedDescription
        return Diagnostic(
            type,
            .futureParameter,
            "a function marked '@Func' takes values, and its calls take futures for them; use '\(value)'",
            fixIts: [.replaceType(type, with: promised, "use '\(value)'")]
        )
    }

    static func notArtifact(_ type: TypeSyntax, _ kind: String) -> Diagnostic {
        Diagnostic(
            type,
            .notArtifact,
            "\(kind) '\(type.trimmedDescription)' is not an 'Artifact' and cannot pass from process to process; "
                + "use a struct that conforms to 'Artifact'"
        )
    }

    // MARK: The arguments of @Func

    static func standaloneGraph(_ argument: LabeledExprSyntax) -> Diagnostic {
        Diagnostic(
            argument,
            .standaloneGraph,
            "a function that describes a graph always executes inline; remove '\(argument.label?.text ?? "")', "
                + "and give it to the functions that compute",
            fixIts: [.removeArgument(argument)]
        )
    }

    static func inlineWithTag(_ argument: LabeledExprSyntax) -> Diagnostic {
        Diagnostic(
            argument,
            .inlineWithTag,
            "a function with a base image tag executes in a container of that image; "
                + "remove 'standalone: false', or the tag",
            fixIts: [.removeArgument(argument)]
        )
    }

    static func emptyName(_ argument: LabeledExprSyntax) -> Diagnostic {
        Diagnostic(
            argument.expression,
            .emptyName,
            "the name that people read cannot be empty; remove it to use the function's own",
            fixIts: [.removeArgument(argument)]
        )
    }

    static func noAttempts(_ expression: ExprSyntax) -> Diagnostic {
        Diagnostic(
            expression,
            .noAttempts,
            "the number of attempts includes the first one and must be at least 1",
            fixIts: [.replaceExpression(expression, with: "1", "use '1'")]
        )
    }

    static func noTime(_ argument: LabeledExprSyntax) -> Diagnostic {
        Diagnostic(
            argument.expression,
            .noTime,
            "a timeout of no time fails every attempt; remove it for no limit",
            fixIts: [.removeArgument(argument)]
        )
    }

    // MARK: #reference

    static func notReference(_ node: some SyntaxProtocol) -> Diagnostic {
        Diagnostic(
            node,
            .notReference,
            "'#reference' takes the name of a function marked '@Func', for example '#reference(train(config:data:))'"
        )
    }
}
