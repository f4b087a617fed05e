/// Makes runs of operators on futures.
enum FutureOperator {
    /// A future of `combine` applied to two operands.
    static func node<Operand1: Artifact, Output: Artifact>(
        _ symbol: String,
        _ left: some Operand<Operand1>,
        _ right: some Operand<Operand1>,
        _ combine: @escaping @Sendable (Operand1, Operand1) throws -> Output
    ) -> Future<Output> {
        let type = "\(Operand1.self)"
        let definition = FunctionDefinition.closure(
            ClosureSite(label: symbol, fileID: "Strata/Future+Operators.swift", line: 0),
            parameters: [
                FunctionParameter("left", Operand1.self, spelled: type),
                FunctionParameter("right", Operand1.self, spelled: type),
            ],
            Output.self
        ) { inputs in
            try combine(inputs.value(0), inputs.value(1))
        }
        return Future<Output>(FutureNode(definition, [left, right]))
    }

    /// The result of integer arithmetic, or an error in words where it does not fit.
    static func checked<Value: FixedWidthInteger>(
        _ symbol: String,
        _ left: Value,
        _ right: Value,
        _ result: (partialValue: Value, overflow: Bool)
    ) throws -> Value {
        guard !result.overflow else {
            throw ArtifactError("\(left) \(symbol) \(right) does not fit into a '\(Value.self)', or divides by zero")
        }
        return result.partialValue
    }
}
