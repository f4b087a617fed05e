import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// The declarations that `@Func` adds beside a function.
///
/// They stand in the function's own scope, where what the user's body and types name without qualification means the
/// same.
struct PeerExpansion {
    let function: TrackedFunction
    let attributes: CopiedAttributes
    let location: SourcePosition?
    private let context: any MacroExpansionContext

    init(_ function: TrackedFunction, in context: some MacroExpansionContext) {
        self.function = function
        self.context = context
        attributes = CopiedAttributes(function.declaration, function.kind)
        location = SourcePosition(of: function.declaration.funcKeyword, .fileID, in: context)
    }

    var declarations: [DeclSyntax] {
        let definition = context.makeUniqueName(function.distinctName).text
        let record = context.makeUniqueName(function.distinctName).text
        let code =
            [bodyFunction, self.definition(named: definition), referenceFunction(to: definition)]
            + [self.record(named: record, of: definition)] + Overloads(function, attributes, in: context).declarations
        return code.map { DeclSyntax("\(raw: $0)") }
    }

    /// `static ` in a type.
    private var typeScope: String { function.enclosingTypes.isEmpty ? "" : "static " }

    /// The user's body under a name of its own.
    private var bodyFunction: String {
        let parameters = function.parameters.map { "\($0.names): \($0.type)" }.joined(separator: ", ")
        let effects = function.kind == .computing ? " async throws" : ""
        let result = function.kind == .computing ? function.output : "Strata.Future<\(function.output)>"
        let body = UserBody(function.body, in: context)
        return """
            \(attributes.ofBody)private \(typeScope)\(isolationOfBody)func \
            \(function.bodyName)(\(parameters))\(effects) -> \(result) {
            \(body.text)
            }
            """
    }

    /// A graph is described wherever the engine runs; what computes keeps the isolation that the user gave it.
    private var isolationOfBody: String {
        if function.kind == .graph { return "nonisolated " }
        return function.declaration.modifiers.filter { $0.name.text == "nonisolated" }
            .map { $0.trimmedDescription + " " }.joined()
    }

    private func definition(named name: String) -> String {
        """
        \(attributes.availability)nonisolated private \(typeScope)let \(name): \
        Strata.FunctionReference<\(function.output)> = {
            let source = \(source)
            let settings = Strata.FunctionSettings(\(function.arguments.settings))
        \(parameters)
        \(SourcePosition.at(function.declaration.result, in: context, statement))
        }()
        """
    }

    /// On the line of the result's type: there stands the error when it is no artifact.
    private var statement: String {
        """
            return Strata.FunctionReference<\(function.output)>.\(function.kind)(source, settings: settings, \
        parameters: parameters, result: \(function.output.literal)) \(closure)
        """
    }

    /// One statement a parameter, each on the parameter's own line: there stands the error when it is no artifact.
    private var parameters: String {
        guard !function.parameters.isEmpty else { return "    let parameters: [Strata.FunctionParameter] = []" }
        let additions = function.parameters.map { parameter in
            let hasDefault = parameter.defaultValue == nil ? "" : ", hasDefault: true"
            let addition = """
                    parameters.append(Strata.FunctionParameter(\(parameter.name.literal), \(parameter.metatypeValue), \
                spelled: \(parameter.type.literal)\(hasDefault)))
                """
            return SourcePosition.at(parameter.syntax.type, in: context, addition)
        }
        return (["    var parameters: [Strata.FunctionParameter] = []"] + additions).joined(separator: "\n")
    }

    private var source: String {
        let text = SourceText(function.declaration)
        return """
            Strata.FunctionSource(
                    signature: \(function.signature.literal),
                    label: \(function.arguments.label ?? function.name.literal),
                    fileID: \(location?.file ?? "#fileID"),
                    line: \(location?.line ?? "#line"),
                    text: \(text.text.literal),
                    documentation: \(text.documentation.literal)
                )
            """
    }

    private var closure: String {
        let arguments = function.parameters.enumerated().map { index, parameter in
            parameter.argument("inputs.value(\(index), as: \(parameter.metatypeValue))")
        }
        let effects = (function.kind, arguments.isEmpty)
        let marks =
            switch effects {
            case (.computing, _): "try await "
            case (.graph, true): ""
            case (.graph, false): "try "
            }
        let call = "\(marks)\(function.bodyName)(\(arguments.joined(separator: ", ")))"
        return "{ \(arguments.isEmpty ? "_" : "inputs") in \(call) }"
    }

    private func referenceFunction(to definition: String) -> String {
        let parameters = function.parameters.map { "\($0.unnamed): \($0.enclosedType).Type" }.joined(separator: ", ")
        return """
            \(attributes.availability)\(attributes.access)\(typeScope)nonisolated func \
            \(function.referenceName)(\(parameters)) -> Strata.FunctionReference<\(function.output)> {
                \(definition)
            }
            """
    }

    /// Called by the loader before `main`, so that the program knows its functions by their names.
    private func record(named name: String, of definition: String) -> String {
        """
        #if objectFormat(MachO)
        @section("__DATA,__mod_init_func") @used
        nonisolated private \(typeScope)let \(name): @convention(c) () -> Void = {
            strata_register_function { address in \(definition).export(to: address) }
        }
        #else
        @section(".init_array") @used
        nonisolated private \(typeScope)let \(name): @convention(c) () -> Void = {
            strata_register_function { address in \(definition).export(to: address) }
        }
        #endif
        """
    }
}
