import SwiftSyntax

/// The arguments of `@Func` as written.
struct FuncArguments {
    let list: LabeledExprListSyntax

    init(_ attribute: AttributeSyntax) {
        if case .argumentList(let list) = attribute.arguments {
            self.list = list
        } else {
            list = []
        }
    }

    /// The argument with a label.
    func argument(_ label: String) -> LabeledExprSyntax? {
        list.first { $0.label?.text == label }
    }

    /// What people read, as an expression, or `nil` for the function's own name.
    var label: String? {
        guard let name = argument("name")?.expression, !name.is(NilLiteralExprSyntax.self) else { return nil }
        return name.trimmedDescription
    }

    /// The other arguments, for the initializer of the settings.
    var settings: String {
        list.filter { $0.label?.text != "name" }
            .map { "\($0.label?.text ?? "_"): \($0.expression.trimmedDescription)" }
            .joined(separator: ", ")
    }
}
