import SwiftDiagnostics
import SwiftSyntax

/// Types that no conformance can make artifacts, as far as their spelling shows it.
enum TypeCheck {
    /// What is wrong with a parameter's type.
    static func parameter(_ type: TypeSyntax) -> [Diagnostic] {
        if let promised = type.promised {
            return [.futureParameter(type, promised: promised)]
        }
        return check(type)
    }

    /// What is wrong with the type of a result.
    static func result(_ type: TypeSyntax) -> [Diagnostic] {
        if contains(type, where: { $0.promised != nil }) {
            return [.futureCollection(type)]
        }
        return check(type)
    }

    private static func check(_ type: TypeSyntax) -> [Diagnostic] {
        if let kind = plainKind(type) {
            return [.notArtifact(type, kind)]
        }
        switch type.as(TypeSyntaxEnum.self) {
        case .attributedType(let attributed):
            if attributed.baseType.is(FunctionTypeSyntax.self) { return check(attributed.baseType) }
            let specifier = attributed.specifiers.first
            return specifier.map { [.specifier($0, attributed)] } ?? check(attributed.baseType)
        case .implicitlyUnwrappedOptionalType(let optional):
            return [.implicitlyUnwrapped(optional)]
        case .someOrAnyType(let existential):
            let isOpaque = existential.someOrAnySpecifier.tokenKind == .keyword(.some)
            return [.notArtifact(type, isOpaque ? "an opaque type like" : "an existential like")]
        case .identifierType(let identifier):
            return arguments(identifier.genericArgumentClause)
        case .memberType(let member):
            return arguments(member.genericArgumentClause)
        default:
            return parts(type).flatMap(check)
        }
    }

    private static func arguments(_ clause: GenericArgumentClauseSyntax?) -> [Diagnostic] {
        (clause?.arguments ?? []).flatMap { argument -> [Diagnostic] in
            guard case .type(let type) = argument.argument else { return [] }
            return check(type)
        }
    }

    /// The types within an optional, a collection or parentheses.
    private static func parts(_ type: TypeSyntax) -> [TypeSyntax] {
        switch type.as(TypeSyntaxEnum.self) {
        case .optionalType(let optional): [optional.wrappedType]
        case .arrayType(let array): [array.element]
        case .dictionaryType(let dictionary): [dictionary.key, dictionary.value]
        case .tupleType(let tuple): tuple.elements.map(\.type)
        default: []
        }
    }

    private static func contains(_ type: TypeSyntax, where holds: (TypeSyntax) -> Bool) -> Bool {
        holds(type) || parts(type).contains { contains($0, where: holds) }
    }

    /// What a type is, where its spelling alone rules it out.
    private static func plainKind(_ type: TypeSyntax) -> String? {
        switch type.as(TypeSyntaxEnum.self) {
        case .functionType: "a function like"
        case .tupleType(let tuple) where tuple.elements.count != 1: "a tuple like"
        case .metatypeType: "a metatype like"
        case .compositionType: "a protocol composition like"
        case .identifierType(let identifier): namedKind(identifier.name.text)
        case .memberType(let member) where member.baseType.trimmedDescription == "Swift": namedKind(member.name.text)
        default: nil
        }
    }

    private static func namedKind(_ name: String) -> String? {
        switch name {
        case "Any", "AnyObject": "the type"
        case "Void": "the type"
        case "OpaquePointer": "a pointer like"
        case _ where name.hasPrefix("Unsafe") && (name.hasSuffix("Pointer") || name.hasSuffix("BufferPointer")):
            "a pointer like"
        default: nil
        }
    }
}
