/// The nodes in layers, with bends where an edge passes a layer: bends are vertices like nodes, and numbered after them.
///
/// Edges from one node share their bends as far as they go together.
struct Layers {
    /// How many vertices are nodes.
    let nodeCount: Int
    /// The layer of each vertex.
    private(set) var layerOf: [Int]
    /// How long each vertex is across; bends are thin.
    private(set) var cross: [Double]
    /// The vertices of the layer before that an edge joins to each vertex, and those of the layer after.
    private(set) var before: [[Int]]
    private(set) var after: [[Int]]
    /// The vertices that each edge passes, its ends included; empty for one that is not drawn.
    private(set) var chains: [[Int]]
    /// The vertices of each layer in their order across.
    var order: [[Int]] = []

    /// More bends than this are not made: the edges that would need them go straight.
    private static let bendLimit = 6000
    private static let bendCross = 10.0

    var vertexCount: Int {
        layerOf.count
    }

    init(_ problem: LayoutProblem, edges: [(source: Int, target: Int)?], ranks: [Int]) {
        nodeCount = problem.nodes.count
        layerOf = ranks
        cross = problem.nodes.map(\.cross)
        before = Array(repeating: [], count: nodeCount)
        after = before
        chains = Array(repeating: [], count: edges.count)
        // Short edges first: those that go straight, where there are too many, are the longest.
        let lengths = edges.map { edge in edge.map { ranks[$0.target] - ranks[$0.source] } ?? 0 }
        var bends: [UInt64: Int] = [:]
        for index in edges.indices.sorted(by: { (lengths[$0], $0) < (lengths[$1], $1) }) {
            guard let edge = edges[index] else { continue }
            chains[index] = chain(edge, ranks: ranks, bends: &bends)
        }
        sortNeighbours()
        order = firstOrder()
    }

    private mutating func chain(
        _ edge: (source: Int, target: Int),
        ranks: [Int],
        bends: inout [UInt64: Int]
    ) -> [Int] {
        var chain = [edge.source]
        for layer in ranks[edge.source] + 1..<max(ranks[edge.target], ranks[edge.source] + 1) {
            let key = UInt64(UInt32(truncatingIfNeeded: edge.source)) << 32 | UInt64(UInt32(truncatingIfNeeded: layer))
            if let bend = bends[key] {
                chain.append(bend)
                continue
            }
            guard vertexCount - nodeCount < Self.bendLimit else { return [edge.source, edge.target] }
            let bend = vertexCount
            layerOf.append(layer)
            cross.append(Self.bendCross)
            before.append([])
            after.append([])
            bends[key] = bend
            join(chain[chain.count - 1], bend)
            chain.append(bend)
        }
        join(chain[chain.count - 1], edge.target)
        chain.append(edge.target)
        return chain
    }

    private mutating func join(_ first: Int, _ second: Int) {
        guard !after[first].contains(second) else { return }
        after[first].append(second)
        before[second].append(first)
    }

    /// By number, so that nothing depends on the order in which edges were given.
    private mutating func sortNeighbours() {
        for vertex in 0..<vertexCount {
            before[vertex].sort()
            after[vertex].sort()
        }
    }

    /// Depth first from the nodes without sources, in order of their numbers: what hangs together comes together.
    private func firstOrder() -> [[Int]] {
        var order = [[Int]](repeating: [], count: (layerOf.max() ?? 0) + 1)
        var isSeen = [Bool](repeating: false, count: vertexCount)
        for start in 0..<vertexCount where before[start].isEmpty {
            var stack = [start]
            while let vertex = stack.popLast() {
                guard !isSeen[vertex] else { continue }
                isSeen[vertex] = true
                order[layerOf[vertex]].append(vertex)
                stack.append(contentsOf: after[vertex].reversed())
            }
        }
        return order
    }
}
