/// What calls of functions marked `@Func` become; used by the expansion of `@Func`.
public enum FunctionCall {
    /// A future of a function's output: a node of the graph that is being described.
    public static func future<Output: Sendable>(
        _ function: FunctionReference<Output>,
        _ operands: [any Operand]
    ) -> Future<Output> {
        Future(FutureNode(function.definition, operands))
    }

    /// An awaited call: a run of its own below the one that is executing; outside of any run, just `body`.
    ///
    /// - Throws: ``RunError`` where the call is a run and does not succeed; what `body` throws where it is not.
    public static func perform<Output: Sendable>(
        _ function: FunctionReference<Output>,
        _ inputs: @autoclosure @Sendable () -> [any Artifact],
        _ body: () async throws -> Output
    ) async throws -> Output {
        let definition = function.definition
        guard let frame = RunFrame.current else {
            guard let stub = FunctionStubs.replacement(of: definition) else { return try await body() }
            return try FunctionStubs.output(try await stub(FunctionInputs(values: inputs())))
        }
        return try await frame.session.call(definition, from: frame, inputs(), body)
    }
}
