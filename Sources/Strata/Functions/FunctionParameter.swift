import StrataModel

/// One parameter of a function marked `@Func`, with what is needed to serialise its values.
public struct FunctionParameter: Sendable {
    let record: FunctionRecord.Parameter
    let codec: ArtifactCodec

    /// Describes a parameter; called by the expansion of `@Func`.
    ///
    /// - Parameters:
    ///   - name: The name by which a run's input is found: the parameter's own name.
    ///   - type: Its type, which the compiler holds to be an artifact.
    ///   - spelling: The type as the source writes it.
    ///   - hasDefault: Whether the source gives a default value.
    public init<Value: Artifact>(_ name: String, _ type: Value.Type, spelled spelling: String, hasDefault: Bool = false)
    {
        record = FunctionRecord.Parameter(name: name, type: spelling, hasDefault: hasDefault)
        codec = ArtifactCodec(type, spelled: spelling)
    }
}
