import SwiftSyntax

/// One parameter of a function marked `@Func`.
struct TrackedParameter {
    let syntax: FunctionParameterSyntax
    /// The label that calls write, without backticks, or `nil` for none.
    let label: String?
    /// The name by which a run's input is found, without backticks.
    let name: String
    /// The type as written.
    let type: String
    /// The default value as written.
    let defaultValue: String?

    init(_ syntax: FunctionParameterSyntax) {
        self.syntax = syntax
        let first = syntax.firstName
        label = first.tokenKind == .wildcard ? nil : first.plainText
        name = (syntax.secondName ?? first).plainText
        type = syntax.type.trimmedDescription
        defaultValue = syntax.defaultValue?.value.trimmedDescription
    }

    /// Whether it is the place of a call unless the call says otherwise: `line: Int = #line`.
    ///
    /// Such a default means the call only where it stands alone, which it cannot for an operand.
    var isPlace: Bool {
        ["#line", "#column", "#file", "#fileID", "#filePath", "#function"].contains(defaultValue)
    }

    /// The names as a declaration writes them: `config`, `_ x`, `for x`.
    var names: String {
        guard let second = syntax.secondName else { return syntax.firstName.text }
        return "\(syntax.firstName.text) \(second.text)"
    }

    /// The label alone, for a parameter that the declaration makes no use of: `config _`.
    var unnamed: String {
        label == nil ? "_" : "\(syntax.firstName.text) _"
    }

    /// An expression for the parameter's value.
    var value: String {
        let text = (syntax.secondName ?? syntax.firstName).text
        return Self.reservedWords.contains(text) ? "`\(text)`" : text
    }

    /// The type where a postfix follows: in parentheses, unless it is a plain name.
    var enclosedType: String {
        switch syntax.type.kind {
        case .identifierType, .memberType, .arrayType, .dictionaryType, .tupleType: type
        default: "(\(type))"
        }
    }

    /// An expression for the type.
    var metatypeValue: String { "\(enclosedType).self" }

    /// The argument of a call, with the parameter's label.
    func argument(_ value: String) -> String {
        guard let label else { return value }
        // The compiler warns of backticks that a label does not need; a name may.
        let needsBackticks = ["inout", "var", "let"].contains(label) || !TrackedFunction.isPlain(label)
        return needsBackticks ? "`\(label)`: \(value)" : "\(label): \(value)"
    }

    /// The words that name a parameter as they are, but a value only between backticks.
    private static let reservedWords: Set<String> = [
        "Any", "Self", "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer",
        "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard",
        "if", "import", "in", "init", "internal", "is", "let", "nil", "operator", "precedencegroup", "private",
        "protocol", "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript", "super",
        "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]
}
