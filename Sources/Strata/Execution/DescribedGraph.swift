import StrataEngine
import StrataModel

/// A graph as a function described it, checked: its nodes in order, what each waits for, and which gives the result.
struct DescribedGraph: Sendable {
    let future: AnyFuture
    let scope: UInt64
    /// The nodes; the index of one is the number of its run within the graph.
    let nodes: [FutureNode]
    /// For each node, the nodes it waits for, by index.
    let dependencies: [[RunDependency]]
    /// The index of the node that gives the result, or `nil` where the result is a known value.
    let result: Int32?
    /// The indices of nodes that were made outside of the scope.
    let others: [NodeID: RunIndex]

    /// Checks what a function described.
    ///
    /// - Parameters:
    ///   - future: What the function returned.
    ///   - scope: The scope that its futures were made in.
    ///   - isRoot: Whether futures made outside of any function may be part of the graph.
    /// - Throws: ``GraphError`` for futures that are unused or not the function's own, and for cycles.
    init(_ future: AnyFuture, scope: GraphScope, isRoot: Bool) throws {
        self.future = future
        self.scope = scope.number
        var collection = NodeCollection(scope: scope, isRoot: isRoot)
        do {
            if let node = future.node { try collection.add(reachableFrom: node) }
            nodes = collection.nodes
            others = collection.others
            dependencies = try nodes.map { node in
                try node.uses.map { use in
                    RunDependency(run: try collection.index(of: use.node), input: use.input, path: use.path)
                }
            }
            result = try future.node.map { try collection.index(of: $0) }
            try Self.checkCycles(nodes, dependencies)
            try Self.checkUses(nodes, dependencies, result: result)
        } catch {
            // Nodes in a cycle hold each other; let go of them. Those made outside of the scope may be run again.
            for node in collection.nodes where node.id.scope == self.scope { _ = node.unwire() }
            throw error
        }
    }

    private static func checkUses(
        _ nodes: [FutureNode],
        _ dependencies: [[RunDependency]],
        result: Int32?
    ) throws {
        var isUsed = Array(repeating: false, count: nodes.count)
        var pending = nodes.indices.filter { nodes[$0].isDiscarded }
        if let result { pending.append(Int(result)) }
        while let index = pending.popLast() {
            guard !isUsed[index] else { continue }
            isUsed[index] = true
            pending += dependencies[index].map { Int($0.run) }
        }
        let unused = nodes.indices.filter { !isUsed[$0] }
        guard unused.isEmpty else { throw GraphError.unused(unused.map { nodes[$0].function.record.label }) }
    }

    private static func checkCycles(_ nodes: [FutureNode], _ dependencies: [[RunDependency]]) throws {
        // Nodes made later use nodes made earlier; only `after` can turn that round.
        let goesBackwards = dependencies.indices.contains { index in
            dependencies[index].contains { Int($0.run) >= index }
        }
        guard goesBackwards else { return }
        var waiting = dependencies.map(\.count)
        var dependents: [[Int]] = Array(repeating: [], count: nodes.count)
        for (index, edges) in dependencies.enumerated() {
            for edge in edges { dependents[Int(edge.run)].append(index) }
        }
        var free = waiting.indices.filter { waiting[$0] == 0 }
        while let index = free.popLast() {
            for dependent in dependents[index] {
                waiting[dependent] -= 1
                if waiting[dependent] == 0 { free.append(dependent) }
            }
        }
        guard let start = waiting.firstIndex(where: { $0 > 0 }) else { return }
        throw GraphError.cycle(cycle(from: start, waiting, dependencies).map { nodes[$0].function.record.label })
    }

    /// A cycle among nodes that wait for ever, the first node at both ends.
    private static func cycle(from start: Int, _ waiting: [Int], _ dependencies: [[RunDependency]]) -> [Int] {
        var path: [Int] = []
        var position: [Int: Int] = [:]
        var current = start
        while position[current] == nil {
            position[current] = path.count
            path.append(current)
            guard let next = dependencies[current].first(where: { waiting[Int($0.run)] > 0 }) else { return path }
            current = Int(next.run)
        }
        return Array(path[(position[current] ?? 0)...]) + [current]
    }
}
