import SwiftSyntax

/// A function marked `@Func`, in the terms of its expansion.
struct TrackedFunction {
    /// What the function does.
    enum Kind {
        /// It computes an output: `async throws`.
        case computing
        /// It returns a future.
        case graph
    }

    let declaration: FunctionDeclSyntax
    let body: CodeBlockSyntax
    let kind: Kind
    let parameters: [TrackedParameter]
    /// The type of the output as written, for a graph what its future promises.
    let output: String
    /// The enclosing types from the outside in, as extensions and declarations name them.
    let enclosingTypes: [String]
    let arguments: FuncArguments

    /// The base name without backticks.
    var name: String { declaration.name.plainText }

    /// The name of the function that holds the user's body.
    var bodyName: String { Self.helperName("__strataBody_", name) }

    /// The name of the function by which expansions reach the definition.
    var referenceName: String { Self.helperName("__strataFunction_", name) }

    /// Enclosing types, base name and labels: `Trainer.train(config:data:)`.
    var signature: String {
        let labels = parameters.map { "\($0.label ?? "_"):" }.joined()
        return (enclosingTypes + ["\(name)(\(labels))"]).joined(separator: ".")
    }

    /// The call of the function that gives the definition.
    ///
    /// Types stand for values, so that overloads stay apart.
    var referenceCall: String {
        let arguments = parameters.map { $0.argument($0.metatypeValue) }.joined(separator: ", ")
        return "\(referenceName)(\(arguments))"
    }

    /// The parameters' names as an array literal.
    var values: String {
        "[\(parameters.map(\.value).joined(separator: ", "))]"
    }

    /// Tells this function from those of the same name beside it; letters, digits and underscores.
    ///
    /// The compiler's unique names are the same for all functions of one base name, so labels and types are hashed into
    /// them (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/).
    var distinctName: String {
        let types = parameters.map(\.type) + [output, "\(kind)"]
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(signature) \(types)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return "func_\(String(hash, radix: 16))"
    }

    /// A prefix and a base name, in backticks where the base name needs them (`` `train a model` ``).
    static func helperName(_ prefix: String, _ name: String) -> String {
        isPlain(name) ? prefix + name : "`\(prefix)\(name)`"
    }

    /// Whether a name needs no backticks for its characters.
    static func isPlain(_ name: String) -> Bool {
        name.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isXIDContinue || $0.properties.isEmoji }
    }
}
