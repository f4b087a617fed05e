import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxMacros

/// `@Func` twice: the first is expanded, the second reported.
enum RepeatedAttributeCheck {
    static func check(
        _ function: FunctionDeclSyntax,
        _ attribute: AttributeSyntax,
        in context: some MacroExpansionContext
    ) -> Problems? {
        let all = function.attributes.compactMap { $0.as(AttributeSyntax.self) }.filter(\.isFunc)
        guard let first = all.first, all.count > 1 else { return nil }
        // The attribute comes as a tree of its own, so only its place tells which one it is.
        guard place(attribute, in: context) != place(first, in: context) else { return nil }
        let own = all.first { place($0, in: context) == place(attribute, in: context) }
        return Problems(diagnostics: [.appliedTwice(own ?? attribute)])
    }

    private static func place(_ node: AttributeSyntax, in context: some MacroExpansionContext) -> String? {
        context.location(of: node).map { "\($0.line):\($0.column)" }
    }
}
