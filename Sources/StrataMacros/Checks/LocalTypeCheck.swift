import SwiftDiagnostics
import SwiftSyntax

/// Whether a function declares types in its body, which becomes part of an expansion.
///
/// Swift 6.3 emits no code for types that are local to a function in an expansion: the program does not link, or the
/// compiler crashes.
enum LocalTypeCheck {
    static func check(_ function: FunctionDeclSyntax) -> [Diagnostic] {
        guard let body = function.body else { return [] }
        let finder = LocalTypes(viewMode: .sourceAccurate)
        finder.walk(body)
        return finder.names.map(Diagnostic.localType)
    }
}

/// The names of the types that code declares, the outermost only.
private final class LocalTypes: SyntaxVisitor {
    private(set) var names: [TokenSyntax] = []

    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { note(node) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { note(node) }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { note(node) }
    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { note(node) }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { note(node) }

    private func note(_ node: some NamedDeclSyntax) -> SyntaxVisitorContinueKind {
        names.append(node.name)
        return .skipChildren
    }
}
