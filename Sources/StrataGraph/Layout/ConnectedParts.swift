/// What hangs together by edges, in order of the lowest node of each part.
struct ConnectedParts {
    struct Part {
        var nodes: [Int] = []
        var edges: [Int] = []

        /// The part as a problem of its own.
        func problem(of whole: LayoutProblem) -> LayoutProblem {
            var places: [Int: Int] = [:]
            for (place, node) in nodes.enumerated() { places[node] = place }
            var part = whole
            part.nodes = nodes.map { whole.nodes[$0] }
            part.edges = edges.map { edge in
                var copy = whole.edges[edge]
                copy.source = places[copy.source] ?? 0
                copy.target = places[copy.target] ?? 0
                return copy
            }
            return part
        }
    }

    private(set) var parts: [Part] = []

    init(nodes: Int, edges: [LayoutProblem.Edge]) {
        var roots = Array(0..<nodes)
        func root(of node: Int) -> Int {
            var root = node
            while roots[root] != root {
                roots[root] = roots[roots[root]]
                root = roots[root]
            }
            return root
        }
        for edge in edges {
            let (source, target) = (root(of: edge.source), root(of: edge.target))
            roots[max(source, target)] = min(source, target)
        }
        var numbers: [Int: Int] = [:]
        for node in 0..<nodes {
            let root = root(of: node)
            let number = numbers[root] ?? parts.count
            if number == parts.count {
                numbers[root] = number
                parts.append(Part())
            }
            parts[number].nodes.append(node)
        }
        for (index, edge) in edges.enumerated() {
            guard let number = numbers[root(of: edge.source)] else { continue }
            parts[number].edges.append(index)
        }
    }
}
