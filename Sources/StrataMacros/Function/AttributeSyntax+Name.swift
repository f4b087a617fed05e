import SwiftSyntax

extension AttributeSyntax {
    /// The attribute's name without a module: `Func` for `@Strata.Func`.
    var plainName: String {
        if let member = attributeName.as(MemberTypeSyntax.self) { return member.name.text }
        return attributeName.as(IdentifierTypeSyntax.self)?.name.text ?? attributeName.trimmedDescription
    }

    /// Whether this is `@Func` or `@Strata.Func`.
    var isFunc: Bool {
        ["Func", "Strata.Func"].contains(attributeName.trimmedDescription)
    }
}
