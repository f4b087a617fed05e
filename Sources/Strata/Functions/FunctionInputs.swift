/// The values of a run's inputs, in the order of the function's parameters.
public struct FunctionInputs: Sendable {
    let values: [any Sendable]

    /// The value at `position`.
    ///
    /// - Throws: ``ArtifactError`` where there is none, or one of another type: the function has changed since the
    ///   inputs were made.
    public func value<Value>(_ position: Int, as type: Value.Type = Value.self) throws -> Value {
        guard values.indices.contains(position) else {
            throw ArtifactError(
                "input \(position) is missing: \(values.count) were given",
                remedy: "The function has other parameters than when this run was made. Run the pipeline again."
            )
        }
        guard let value = values[position] as? Value else {
            throw ArtifactError(
                "input \(position) is a \(Swift.type(of: values[position])), not a \(type)",
                remedy: "The function has other parameters than when this run was made. Run the pipeline again."
            )
        }
        return value
    }
}
