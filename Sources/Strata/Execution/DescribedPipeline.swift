import StrataModel

/// A root that was described and checked, ready for a runner.
///
/// A root that is one call is that call's run. Anything else, a part of an output or several calls, becomes a graph whose
/// run stands above them.
public struct DescribedPipeline: Sendable {
    let rootDefinition: FunctionDefinition
    let rootNode: FutureNode?

    /// Describes a root whose result is an artifact.
    ///
    /// - Throws: What `describe` throws, and an error that names the calls for a graph that cannot be run: unused futures,
    ///   a cycle.
    init<Output: Artifact>(_ describe: () throws -> Future<Output>) throws {
        try self.init(typeName: "\(Output.self)") { AnyFuture(try describe()) }
    }

    /// Describes a root with no result.
    init(_ describe: () throws -> Future<Void>) throws {
        try self.init(typeName: "Void") { AnyFuture(try describe()) }
    }

    private init(typeName: String, _ describe: () throws -> AnyFuture) throws {
        let scope = GraphScope()
        let future = try GraphScope.$described.withValue(scope, operation: describe)
        let graph = try DescribedGraph(future, scope: scope, isRoot: true)
        if graph.nodes.count == 1, future.path.isEmpty, let node = future.node, graph.dependencies[0].isEmpty {
            rootDefinition = node.function
            rootNode = node
        } else {
            rootNode = nil
            rootDefinition = FunctionDefinition(
                record: FunctionRecord(
                    name: "root()",
                    label: "root",
                    kind: .graph,
                    resultType: typeName,
                    file: "",
                    line: 0
                ),
                code: .described(graph),
                parameters: [],
                output: future.codec
            )
        }
    }
}
