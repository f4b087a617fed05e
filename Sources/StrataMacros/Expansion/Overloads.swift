import SwiftSyntax
import SwiftSyntaxMacros

/// The overloads that give a future.
///
/// One with all parameters generic is not enough: `.adam`, `nil` and `[]` have no type there, and a default written so
/// does not compile. So there are up to three:
/// - all parameters are operands, with defaults that say their type, but for those that default to the call's place;
/// - parameters with defaults are concrete, the others operands;
/// - all parameters are concrete.
struct Overloads {
    /// How one parameter is written.
    private enum Form {
        case operand
        case concrete
    }

    private let function: TrackedFunction
    private let attributes: CopiedAttributes
    private let context: any MacroExpansionContext

    init(_ function: TrackedFunction, _ attributes: CopiedAttributes, in context: some MacroExpansionContext) {
        self.function = function
        self.context = context
        self.attributes = attributes
    }

    var declarations: [String] {
        forms.map(declaration)
    }

    /// The overloads to be, each once.
    ///
    /// A graph function is itself the one with all parameters concrete.
    private var forms: [[Form]] {
        let parameters = function.parameters
        var forms: [[Form]] = []
        let candidates: [[Form]] = [
            parameters.map { $0.isPlace ? .concrete : .operand },
            parameters.map { $0.defaultValue == nil ? .operand : .concrete },
            parameters.map { _ in .concrete },
        ]
        for candidate in candidates where !forms.contains(candidate) {
            if function.kind == .graph, candidate.allSatisfy({ $0 == .concrete }) { continue }
            forms.append(candidate)
        }
        return forms
    }

    private func declaration(_ forms: [Form]) -> String {
        let parameters = zip(function.parameters, forms).map(parameter).joined(separator: ", ")
        let typeScope = function.enclosingTypes.isEmpty ? "" : "static "
        return """
            \(attributes.ofOverloads)\(attributes.access)\(typeScope)nonisolated func \
            \(function.declaration.name.text)(\(parameters)) -> Strata.Future<\(function.output)> {
            \(BodyExpansion.future(function, in: context))
            }
            """
    }

    private func parameter(_ parameter: TrackedParameter, _ form: Form) -> String {
        switch form {
        case .operand:
            let value = parameter.defaultValue.map { " = (\($0) as \(parameter.type))" } ?? ""
            return "\(parameter.names): some Strata.Operand<\(parameter.type)>\(value)"
        case .concrete:
            let value = parameter.defaultValue.map { " = \($0)" } ?? ""
            return "\(parameter.names): \(parameter.type)\(value)"
        }
    }
}
