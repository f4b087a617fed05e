import SwiftSyntax

extension TypeSyntax {
    /// What `Future<T>` or `Strata.Future<T>` promises, or `nil` for other types.
    var promised: TypeSyntax? {
        let arguments: GenericArgumentClauseSyntax?
        if let identifier = self.as(IdentifierTypeSyntax.self), identifier.name.text == "Future" {
            arguments = identifier.genericArgumentClause
        } else if let member = self.as(MemberTypeSyntax.self), member.name.text == "Future",
            member.baseType.trimmedDescription == "Strata"
        {
            arguments = member.genericArgumentClause
        } else {
            return nil
        }
        guard let argument = arguments?.arguments.first, arguments?.arguments.count == 1,
            case .type(let type) = argument.argument
        else { return nil }
        return type
    }

    /// Whether this is `Void`, `Swift.Void` or `()`.
    var isVoid: Bool {
        if let tuple = self.as(TupleTypeSyntax.self) { return tuple.elements.isEmpty }
        return ["Void", "Swift.Void"].contains(trimmedDescription)
    }
}
