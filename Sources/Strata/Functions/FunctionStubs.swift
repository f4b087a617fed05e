/// Replacements of functions, in force for the tasks inside a closure; see StrataTestKit.
package struct FunctionStubs: Sendable {
    /// What stands in for a function's body.
    package typealias Replacement = @Sendable (FunctionInputs) async throws -> any Sendable

    @TaskLocal package static var current: FunctionStubs?

    private var replacements: [ObjectIdentifier: Replacement] = [:]

    /// Replaces `function` while `body` executes, in it and in the runs it starts.
    ///
    /// Inside `replacement` itself, the function is the original one.
    package static func with<Output, Result>(
        _ function: FunctionReference<Output>,
        replacement: @escaping Replacement,
        _ body: () async throws -> Result
    ) async rethrows -> Result {
        let identity = ObjectIdentifier(function.definition)
        var stubs = current ?? FunctionStubs()
        let outer = current
        stubs.replacements[identity] = { inputs in
            var others = Self.current ?? FunctionStubs()
            others.replacements[identity] = outer?.replacements[identity]
            return try await Self.$current.withValue(others) { try await replacement(inputs) }
        }
        return try await $current.withValue(stubs, operation: body)
    }

    static func replacement(of definition: FunctionDefinition) -> Replacement? {
        current?.replacements[ObjectIdentifier(definition)]
    }

    /// A replacement's output as the type that the caller expects.
    static func output<Output>(_ output: any Sendable) throws -> Output {
        guard let output = output as? Output else {
            throw ArtifactError("a stub gave a \(type(of: output)) where a \(Output.self) is needed")
        }
        return output
    }
}
