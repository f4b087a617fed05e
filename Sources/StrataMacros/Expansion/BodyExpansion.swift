import SwiftSyntax
import SwiftSyntaxBuilder

/// What becomes of the body of a function marked `@Func`: a tracked call.
struct BodyExpansion {
    let statements: [CodeBlockItemSyntax]

    init(_ function: TrackedFunction) {
        let code =
            switch function.kind {
            case .computing: Self.perform(function)
            case .graph: Self.future(function)
            }
        statements = ["\(raw: code)"]
    }

    /// A future of the function's output: what an overload does, and a graph function's direct call.
    static func future(_ function: TrackedFunction) -> String {
        "Strata.FunctionCall.future(\(function.referenceCall), \(function.values) as [any Strata.Operand])"
    }

    private static func perform(_ function: TrackedFunction) -> String {
        let arguments = function.parameters.map { $0.argument($0.value) }.joined(separator: ", ")
        // The closure is sendable so that a function of an actor may hand it to another.
        return """
            try await Strata.FunctionCall.perform(
                \(function.referenceCall),
                \(function.values) as [any Strata.Artifact]
            ) { @Sendable in
                try await \(function.bodyName)(\(arguments))
            }
            """
    }
}
