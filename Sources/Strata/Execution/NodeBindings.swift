import StrataModel

/// Which runs the nodes of one graph became, and so where their outputs are.
final class NodeBindings: NodeOutputs {
    private let scope: UInt64
    private let base: RunIndex
    /// For nodes made outside of the graph's own scope.
    private let others: [NodeID: RunIndex]
    private unowned let session: PipelineSession

    init(scope: UInt64, base: RunIndex, others: [NodeID: RunIndex], session: PipelineSession) {
        self.scope = scope
        self.base = base
        self.others = others
        self.session = session
    }

    /// The run that a node became, or `nil` for a node of another graph.
    func run(of node: NodeID) -> RunIndex? {
        node.scope == scope ? base + RunIndex(node.ordinal) : others[node]
    }

    func output(of node: NodeID) throws -> any Sendable {
        guard let run = run(of: node), let output = session.output(of: run) else {
            throw ArtifactError("the output of a run that this one takes is not there")
        }
        return output
    }
}
