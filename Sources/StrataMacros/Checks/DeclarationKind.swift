import SwiftSyntax

/// Declarations in words.
enum DeclarationKind {
    static func phrase(for declaration: some DeclSyntaxProtocol) -> String {
        switch Syntax(declaration).kind {
        case .variableDecl: "a variable"
        case .initializerDecl: "an initializer"
        case .deinitializerDecl: "a deinitializer"
        case .subscriptDecl: "a subscript"
        case .accessorDecl: "an accessor"
        case .structDecl: "a struct"
        case .classDecl: "a class"
        case .enumDecl: "an enum"
        case .actorDecl: "an actor"
        case .protocolDecl: "a protocol"
        case .extensionDecl: "an extension"
        case .typeAliasDecl: "a type alias"
        default: "this declaration"
        }
    }
}
