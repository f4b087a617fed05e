import StrataModel

/// The nodes of a graph: those of its scope, in order of creation, then those made outside of any function.
struct NodeCollection {
    private let scope: UInt64
    private let isRoot: Bool
    private(set) var nodes: [FutureNode]
    private(set) var others: [NodeID: RunIndex] = [:]

    init(scope: GraphScope, isRoot: Bool) {
        self.scope = scope.number
        self.isRoot = isRoot
        nodes = scope.takeNodes()
    }

    /// Adds the nodes outside the scope that `node` needs, `node` included.
    mutating func add(reachableFrom node: FutureNode) throws {
        var visited: Set<NodeID> = []
        var pending = nodes.isEmpty ? [] : nodes.flatMap { $0.uses.map(\.node) }
        pending.append(node)
        var found: [FutureNode] = []
        while let next = pending.popLast() {
            guard next.id.scope != scope, visited.insert(next.id).inserted else { continue }
            guard isRoot, next.id.scope == 0 else { throw GraphError.foreign(next.function.record.label) }
            found.append(next)
            pending += next.uses.map(\.node)
        }
        // Their numbers follow their creation.
        for node in found.sorted(by: { $0.id.ordinal < $1.id.ordinal }) {
            others[node.id] = RunIndex(nodes.count)
            nodes.append(node)
        }
    }

    func index(of node: FutureNode) throws -> RunIndex {
        if node.id.scope == scope {
            // A task that the function left behind may go on making futures.
            guard nodes.indices.contains(Int(node.id.ordinal)), nodes[Int(node.id.ordinal)] === node else {
                throw GraphError.late(node.function.record.label)
            }
            return RunIndex(node.id.ordinal)
        }
        guard let index = others[node.id] else { throw GraphError.foreign(node.function.record.label) }
        return index
    }
}
