/// One input of a node of a graph that is being described: where its value will come from.
public struct NodeInput: Sendable {
    enum Source: Sendable {
        /// A value that is known now.
        case value(any Sendable)
        /// A node's output, or a part of it.
        case output(NodeID, Projection?)
        /// Made from several parts once they are all known.
        case assembled(@Sendable (any NodeOutputs) throws -> any Sendable)
    }

    let source: Source

    /// The value, once the outputs it needs are there.
    ///
    /// - Throws: ``ArtifactError`` where a part that was asked for is not there.
    func resolve(_ outputs: any NodeOutputs) throws -> any Sendable {
        switch source {
        case .value(let value): value
        case .output(let node, nil): try outputs.output(of: node)
        case .output(let node, let projection?): try projection.apply(outputs.output(of: node))
        case .assembled(let assemble): try assemble(outputs)
        }
    }

    /// The value as a `Value`.
    func resolve<Value>(_ outputs: any NodeOutputs, as type: Value.Type) throws -> Value {
        let resolved = try resolve(outputs)
        guard let value = resolved as? Value else {
            throw ArtifactError("a future's output is a \(Swift.type(of: resolved)), not a \(type)")
        }
        return value
    }
}

/// Names a node: within the function that describes the graph, or, for one made outside of any, alone.
struct NodeID: Hashable, Sendable {
    /// The number of the scope in which the node was made; 0 outside of any.
    let scope: UInt64
    /// The node's number in its scope, from 0 in order of creation; outside of any, among all such nodes.
    let ordinal: UInt64
}

/// The outputs of a graph's nodes, as they become known.
protocol NodeOutputs: Sendable {
    func output(of node: NodeID) throws -> any Sendable
}
