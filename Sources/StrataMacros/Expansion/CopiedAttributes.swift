import SwiftSyntax

/// What the declarations of an expansion take over from the function.
struct CopiedAttributes {
    /// The platforms' `@available` attributes, and nothing that warns or forbids: the definition is always made.
    let availability: String
    /// For the function that holds the user's body: also the actor that a computing one is isolated to.
    let ofBody: String
    /// For the overloads: all of `@available`, and the documentation comment.
    let ofOverloads: String
    /// The access level with a blank behind it, or nothing.
    let access: String

    init(_ declaration: FunctionDeclSyntax, _ kind: TrackedFunction.Kind) {
        let attributes = declaration.attributes.compactMap { $0.as(AttributeSyntax.self) }
        let available = attributes.filter { $0.plainName == "available" }
        let platforms = available.filter { $0.trimmedDescription.hasSuffix("*)") }
        // A global actor may have any name; the compiler's own attributes begin with small letters.
        let isolation = attributes.filter { attribute in
            attribute.plainName == "concurrent" || (attribute.plainName.first?.isUppercase == true && !attribute.isFunc)
        }
        availability = Self.lines(platforms)
        ofBody = Self.lines(platforms + (kind == .computing ? isolation : []))
        let comment = SourceText(declaration).comment.map { $0 + "\n" }.joined()
        ofOverloads = comment + Self.lines(available)
        access = declaration.modifiers.filter { Self.levels.contains($0.name.text) }
            .map { $0.trimmedDescription + " " }.joined()
    }

    private static let levels: Set<String> = ["private", "fileprivate", "internal", "package", "public", "open"]

    private static func lines(_ attributes: [AttributeSyntax]) -> String {
        attributes.map { $0.trimmedDescription + "\n" }.joined()
    }
}
