/// Edges without cycles: where there is one, the edge that closes it is turned round, and one from a node to itself left out.
///
/// Graphs have no cycles, but what is drawn may: where runs of a chain are taken together, or a driver sent nonsense.
struct AcyclicEdges {
    /// Source and target, in the order of the original edges; `nil` for an edge from a node to itself.
    private(set) var edges: [(source: Int, target: Int)?]
    private(set) var isReversed: [Bool]

    init(nodes: Int, edges given: [(source: Int, target: Int)]) {
        edges = given.map { $0.source == $0.target ? nil : $0 }
        isReversed = Array(repeating: false, count: given.count)
        var outgoing = [[Int]](repeating: [], count: nodes)
        for (index, edge) in edges.enumerated() {
            if let edge { outgoing[edge.source].append(index) }
        }
        // Depth first, without recursion: a chain may be long.
        var marks = [UInt8](repeating: 0, count: nodes)
        for start in 0..<nodes where marks[start] == 0 {
            var stack = [(node: start, next: 0)]
            marks[start] = 1
            while let top = stack.last {
                guard top.next < outgoing[top.node].count else {
                    marks[top.node] = 2
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let index = outgoing[top.node][top.next]
                guard let edge = edges[index], !isReversed[index] else { continue }
                if marks[edge.target] == 0 {
                    marks[edge.target] = 1
                    stack.append((edge.target, 0))
                } else if marks[edge.target] == 1 {
                    edges[index] = (edge.target, edge.source)
                    isReversed[index] = true
                }
            }
        }
    }
}
