import StrataModel

/// A function marked `@Func`, as the running program knows it: its record and the code behind it.
///
/// Made by the expansion of `@Func`; programs have no reason to make one.
public final class FunctionDefinition: Sendable {
    /// The code behind a definition.
    enum Code: Sendable {
        case computing(@Sendable (FunctionInputs) async throws -> any Sendable)
        case graph(@Sendable (FunctionInputs) throws -> AnyFuture)
        /// A graph that was described outside of any function, as a root.
        case described(DescribedGraph)
    }

    let record: FunctionRecord
    let code: Code
    let parameters: [FunctionParameter]
    /// How the output is serialised, or `nil` where there is none (`Void`).
    let output: ArtifactCodec?

    init(record: FunctionRecord, code: Code, parameters: [FunctionParameter], output: ArtifactCodec?) {
        self.record = record
        self.code = code
        self.parameters = parameters
        self.output = output
    }
}
