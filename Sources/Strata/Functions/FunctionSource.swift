/// Where a function marked `@Func` stands, and what stands there; made by the expansion of `@Func`.
public struct FunctionSource: Sendable {
    let signature: String
    let label: String
    let fileID: String
    let line: Int
    let text: String
    let documentation: String

    /// Describes a function's source.
    ///
    /// - Parameters:
    ///   - signature: Enclosing types, base name and labels without the module, `Trainer.train(config:data:)`.
    ///   - label: What people read.
    ///   - fileID: Module and file, `Digits/Train.swift`.
    ///   - line: The line the function starts on, from 1.
    ///   - text: The source text with attributes and documentation comment.
    ///   - documentation: The documentation comment's text without its slashes.
    public init(
        signature: String,
        label: String,
        fileID: String,
        line: Int,
        text: String,
        documentation: String
    ) {
        self.signature = signature
        self.label = label
        self.fileID = fileID
        self.line = line
        self.text = text
        self.documentation = documentation
    }

    /// The stable name: the module before the signature.
    var name: String {
        let module = fileID.prefix { $0 != "/" }
        return "\(module).\(signature)"
    }
}
