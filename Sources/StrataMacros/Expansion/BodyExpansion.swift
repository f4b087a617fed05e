import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// What becomes of the body of a function marked `@Func`: a tracked call.
struct BodyExpansion {
    let statements: [CodeBlockItemSyntax]

    init(_ function: TrackedFunction, in context: some MacroExpansionContext) {
        let code =
            switch function.kind {
            case .computing: Self.perform(function, in: context)
            case .graph: Self.future(function, in: context)
            }
        statements = Array(CodeBlockItemListSyntax("\(raw: code)"))
    }

    /// A future of the function's output: what an overload does, and a graph function's direct call.
    static func future(_ function: TrackedFunction, in context: some MacroExpansionContext) -> String {
        let code =
            "    Strata.FunctionCall.future(\(function.referenceCall), \(function.values) as [any Strata.Operand])"
        return SourcePosition.at(function.declaration.funcKeyword, in: context, code)
    }

    private static func perform(_ function: TrackedFunction, in context: some MacroExpansionContext) -> String {
        let arguments = function.parameters.map { $0.argument($0.value) }.joined(separator: ", ")
        // The closure is sendable so that a function of an actor may hand it to another.
        let code = """
                try await Strata.FunctionCall.perform(\(function.referenceCall), \
            \(function.values) as [any Strata.Artifact]) { @Sendable in try await \(function.bodyName)(\(arguments)) }
            """
        return SourcePosition.at(function.declaration.funcKeyword, in: context, code)
    }
}
