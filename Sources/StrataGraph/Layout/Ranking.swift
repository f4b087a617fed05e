/// The layer of each node: as early as its sources allow, then moved towards its targets where that shortens edges.
struct Ranking {
    private(set) var ranks: [Int]

    init(nodes: Int, edges: [(source: Int, target: Int)?]) {
        ranks = Array(repeating: 0, count: nodes)
        var sources = [[Int]](repeating: [], count: nodes)
        var targets = [[Int]](repeating: [], count: nodes)
        for case let edge? in edges {
            sources[edge.target].append(edge.source)
            targets[edge.source].append(edge.target)
        }
        let order = Self.order(sources: sources, targets: targets)
        for node in order {
            for source in sources[node] { ranks[node] = max(ranks[node], ranks[source] + 1) }
        }
        // Later targets first, so that a chain moves as a whole.
        for _ in 0..<4 {
            var hasMoved = false
            for node in order.reversed() where targets[node].count > sources[node].count {
                guard let nearest = targets[node].map({ ranks[$0] - 1 }).min(), nearest > ranks[node] else { continue }
                ranks[node] = nearest
                hasMoved = true
            }
            if !hasMoved { break }
        }
        let lowest = ranks.min() ?? 0
        for node in ranks.indices { ranks[node] -= lowest }
    }

    private static func order(sources: [[Int]], targets: [[Int]]) -> [Int] {
        var waiting = sources.map(\.count)
        var order = waiting.indices.filter { waiting[$0] == 0 }
        var next = 0
        while next < order.count {
            for target in targets[order[next]] {
                waiting[target] -= 1
                if waiting[target] == 0 { order.append(target) }
            }
            next += 1
        }
        return order
    }
}
