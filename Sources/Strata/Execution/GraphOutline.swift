package import StrataModel

/// The runs that a root would make, as far as that is known without executing anything; for StrataTestKit.
package struct GraphOutline: Sendable {
    /// A run that would be made.
    package struct Run: Sendable {
        package let function: FunctionRecord
        package let dependencies: [RunDependency]
        package let graph: GraphOutline?
    }

    package let runs: [Run]
    package let result: Int32?

    /// Outlines a root whose result is an artifact.
    package init<Output: Artifact>(_ describe: () throws -> Future<Output>) throws {
        try self.init { AnyFuture(try describe()) }
    }

    /// Outlines a root with no result.
    package init(_ describe: () throws -> Future<Void>) throws {
        try self.init { AnyFuture(try describe()) }
    }

    /// The graph of the root's function, where the root is one call of a graph function; otherwise the same.
    package var belowRoot: GraphOutline {
        runs.count == 1 ? runs[0].graph ?? self : self
    }

    private init(_ describe: () throws -> AnyFuture) throws {
        let scope = GraphScope()
        let future = try GraphScope.$described.withValue(scope, operation: describe)
        try self.init(DescribedGraph(future, scope: scope, isRoot: true))
    }

    private init(_ graph: DescribedGraph) throws {
        result = graph.result
        runs = try zip(graph.nodes, graph.dependencies).map { node, dependencies in
            Run(
                function: node.function.record,
                dependencies: dependencies,
                graph: dependencies.isEmpty ? try Self.below(node) : nil
            )
        }
    }

    /// The graph that a graph function describes for known inputs.
    private static func below(_ node: FutureNode) throws -> GraphOutline? {
        guard case .graph(let body) = node.function.code else { return nil }
        let inputs = FunctionInputs(values: try node.inputs.map { try $0.resolve(NoOutputs()) })
        let scope = GraphScope()
        let future = try GraphScope.$described.withValue(scope) { try body(inputs) }
        return try GraphOutline(DescribedGraph(future, scope: scope, isRoot: false))
    }

    /// The outputs of runs that have not happened.
    private struct NoOutputs: NodeOutputs {
        func output(of node: NodeID) throws -> any Sendable {
            throw ArtifactError("nothing has been run, so there is no output")
        }
    }
}
