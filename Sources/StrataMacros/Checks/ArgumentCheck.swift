import SwiftDiagnostics
import SwiftSyntax

/// Whether the arguments of `@Func` make sense together, as far as their literals show it.
enum ArgumentCheck {
    static func check(_ arguments: FuncArguments, _ kind: TrackedFunction.Kind) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        if let name = arguments.argument("name"),
            let literal = name.expression.as(StringLiteralExprSyntax.self),
            literal.segments.description.allSatisfy(\.isWhitespace)
        {
            diagnostics.append(.emptyName(name))
        }
        diagnostics += placement(arguments, kind)
        if let attempts = attempts(arguments), integer(attempts).map({ $0 < 1 }) == true {
            diagnostics.append(.noAttempts(attempts))
        }
        if let timeout = arguments.argument("timeout"),
            let call = timeout.expression.as(FunctionCallExprSyntax.self),
            let amount = call.arguments.first?.expression, call.arguments.count == 1,
            integer(amount).map({ $0 <= 0 }) == true
        {
            diagnostics.append(.noTime(timeout))
        }
        return diagnostics
    }

    private static func placement(_ arguments: FuncArguments, _ kind: TrackedFunction.Kind) -> [Diagnostic] {
        let standalone = arguments.argument("standalone")
        let tag = arguments.argument("baseImageTag")
        switch kind {
        case .graph:
            return [standalone, tag].compactMap(\.self).map { .standaloneGraph($0) }
        case .computing:
            guard let standalone, let tag, !tag.expression.is(NilLiteralExprSyntax.self),
                standalone.expression.trimmedDescription == "false"
            else { return [] }
            return [.inlineWithTag(standalone)]
        }
    }

    /// The number in `Retry(attempts: 3)` or `.init(attempts: 3)`.
    private static func attempts(_ arguments: FuncArguments) -> ExprSyntax? {
        arguments.argument("retry")?.expression.as(FunctionCallExprSyntax.self)?.arguments
            .first { $0.label?.text == "attempts" }?.expression
    }

    private static func integer(_ expression: ExprSyntax) -> Double? {
        Double(expression.trimmedDescription.filter { $0 != "_" && $0 != " " })
    }
}
