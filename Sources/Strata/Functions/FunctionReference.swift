public import StrataModel

/// A function marked `@Func` together with the type of its output; made by the expansion of `@Func`.
public struct FunctionReference<Output: Sendable>: Sendable {
    let definition: FunctionDefinition

    /// Defines a function that computes an output.
    public static func computing(
        _ source: FunctionSource,
        settings: FunctionSettings,
        parameters: [FunctionParameter],
        result: String,
        _ body: @escaping @Sendable (FunctionInputs) async throws -> Output
    ) -> FunctionReference where Output: Artifact {
        FunctionReference(
            source,
            kind: .computing,
            settings: settings,
            parameters: parameters,
            result: result,
            output: ArtifactCodec(Output.self, spelled: result),
            code: .computing { try await body($0) }
        )
    }

    /// Defines a function that computes and has no output.
    public static func computing(
        _ source: FunctionSource,
        settings: FunctionSettings,
        parameters: [FunctionParameter],
        result: String,
        _ body: @escaping @Sendable (FunctionInputs) async throws -> Void
    ) -> FunctionReference where Output == Void {
        FunctionReference(
            source,
            kind: .computing,
            settings: settings,
            parameters: parameters,
            result: result,
            output: nil,
            code: .computing { try await body($0) }
        )
    }

    /// Defines a function that describes a graph whose result is an artifact.
    public static func graph(
        _ source: FunctionSource,
        settings: FunctionSettings,
        parameters: [FunctionParameter],
        result: String,
        _ body: @escaping @Sendable (FunctionInputs) throws -> Future<Output>
    ) -> FunctionReference where Output: Artifact {
        FunctionReference(
            source,
            kind: .graph,
            settings: settings,
            parameters: parameters,
            result: result,
            output: ArtifactCodec(Output.self, spelled: result),
            code: .graph { AnyFuture(try body($0)) }
        )
    }

    /// Defines a function that describes a graph with no result.
    public static func graph(
        _ source: FunctionSource,
        settings: FunctionSettings,
        parameters: [FunctionParameter],
        result: String,
        _ body: @escaping @Sendable (FunctionInputs) throws -> Future<Void>
    ) -> FunctionReference where Output == Void {
        FunctionReference(
            source,
            kind: .graph,
            settings: settings,
            parameters: parameters,
            result: result,
            output: nil,
            code: .graph { AnyFuture(try body($0)) }
        )
    }

    /// Hands the definition to the code that lists the program's functions; called by the expansion of `@Func`.
    ///
    /// - Parameter address: Where a retained reference to the definition is written.
    public func export(to address: UnsafeMutableRawPointer) {
        address.storeBytes(of: Unmanaged.passRetained(definition).toOpaque(), as: UnsafeMutableRawPointer.self)
    }

    private init(
        _ source: FunctionSource,
        kind: FunctionRecord.Kind,
        settings: FunctionSettings,
        parameters: [FunctionParameter],
        result: String,
        output: ArtifactCodec?,
        code: FunctionDefinition.Code
    ) {
        let record = FunctionRecord(
            name: source.name,
            label: source.label,
            kind: kind,
            parameters: parameters.map(\.record),
            resultType: result,
            settings: settings,
            source: source.text,
            documentation: source.documentation,
            file: source.fileID,
            line: source.line
        )
        definition = FunctionDefinition(record: record, code: code, parameters: parameters, output: output)
    }
}
