/// Puts layers one after the other and leads edges through the gaps between them and past the nodes within.
struct Routing {
    private let problem: LayoutProblem
    private let layers: Layers
    private let centers: [Double]
    private let isReversed: [Bool]
    /// Where each layer begins, and how long it is.
    private var starts: [Double] = []
    private var lengths: [Double] = []
    /// Where each edge arrives across.
    private var ports: [Double]

    /// The room that an arrow's head and a straight bit before it need.
    private static let approach = 14.0

    init(_ problem: LayoutProblem, layers: Layers, centers: [Double], isReversed: [Bool]) {
        self.problem = problem
        self.layers = layers
        self.centers = centers
        self.isReversed = isReversed
        ports = Array(repeating: 0, count: problem.edges.count)
        placeLayers()
        placePorts()
    }

    func solution() -> LayoutSolution {
        let corners = problem.nodes.enumerated().map { index, node in
            LayoutSolution.Point(main: start(of: index), cross: centers[index] - node.cross / 2)
        }
        let end = zip(starts, lengths).map { $0 + $1 }.max() ?? 0
        let cross = layers.cross.indices.map { centers[$0] + layers.cross[$0] / 2 }.max() ?? 0
        return LayoutSolution(
            corners: corners,
            routes: problem.edges.indices.map(route),
            main: end,
            cross: cross
        )
    }

    private mutating func placeLayers() {
        var labels = [Double](repeating: 0, count: layers.order.count)
        for (index, chain) in layers.chains.enumerated() {
            guard let last = chain.last else { continue }
            labels[layers.layerOf[last]] = max(labels[layers.layerOf[last]], problem.edges[index].labelMain)
        }
        var next = 0.0
        for (layer, vertices) in layers.order.enumerated() {
            if layer > 0 { next += problem.layerGap + labels[layer] }
            let length = vertices.map { $0 < layers.nodeCount ? problem.nodes[$0].main : 0 }.max() ?? 0
            starts.append(next)
            lengths.append(length)
            next += length
        }
    }

    /// Nodes stand in the middle of their layer.
    private func start(of node: Int) -> Double {
        let layer = layers.layerOf[node]
        return starts[layer] + (lengths[layer] - problem.nodes[node].main) / 2
    }

    /// Edges arrive side by side, in the order in which they come, as far apart as their labels need.
    private mutating func placePorts() {
        var arriving = [[Int]](repeating: [], count: problem.nodes.count)
        for (index, chain) in layers.chains.enumerated() {
            if let target = chain.last { arriving[target].append(index) }
        }
        for (node, edges) in arriving.enumerated() {
            let sorted = edges.sorted {
                (centers[layers.chains[$0][layers.chains[$0].count - 2]], $0)
                    < (centers[layers.chains[$1][layers.chains[$1].count - 2]], $1)
            }
            let widths = sorted.map { max(problem.edges[$0].labelCross, 14) }
            let sum = widths.reduce(0, +)
            let scale = min(1, (problem.nodes[node].cross - 12) / max(sum, 1))
            var reach = centers[node] - sum * scale / 2
            for (edge, width) in zip(sorted, widths) {
                ports[edge] = reach + width * scale / 2
                reach += width * scale
            }
        }
    }

    private func route(_ index: Int) -> [LayoutSolution.Point] {
        let chain = layers.chains[index]
        guard let source = chain.first, let target = chain.last, chain.count > 1 else { return [] }
        var points = [
            LayoutSolution.Point(main: start(of: source) + problem.nodes[source].main, cross: centers[source])
        ]
        let sourceEnd = starts[layers.layerOf[source]] + lengths[layers.layerOf[source]]
        points.append(.init(main: sourceEnd, cross: centers[source]))
        for bend in chain.dropFirst().dropLast() {
            let layer = layers.layerOf[bend]
            points.append(.init(main: starts[layer], cross: centers[bend]))
            points.append(.init(main: starts[layer] + lengths[layer], cross: centers[bend]))
        }
        let arrival = starts[layers.layerOf[target]] - Self.approach - problem.edges[index].labelMain
        points.append(.init(main: arrival, cross: ports[index]))
        points.append(.init(main: start(of: target), cross: ports[index]))
        var result: [LayoutSolution.Point] = []
        for point in points where result.last != point { result.append(point) }
        return isReversed[index] ? result.reversed() : result
    }
}
