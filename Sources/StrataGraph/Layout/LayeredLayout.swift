/// Places nodes in layers so that edges lead from one to a later one: Sugiyama's method.
///
/// Deterministic: equal problems have equal solutions. Parts that no edge joins are laid out by themselves and packed.
struct LayeredLayout {
    private let problem: LayoutProblem

    init(_ problem: LayoutProblem) {
        self.problem = problem
    }

    func solve() -> LayoutSolution {
        let parts = ConnectedParts(nodes: problem.nodes.count, edges: problem.edges).parts
        guard parts.count != 1 else { return Self.layOut(problem) }
        var solution = LayoutSolution(
            corners: Array(repeating: .init(main: 0, cross: 0), count: problem.nodes.count),
            routes: Array(repeating: [], count: problem.edges.count),
            main: 0,
            cross: 0
        )
        let solved = parts.map { part in Self.layOut(part.problem(of: problem)) }
        let packing = ShelfPacking(
            solved.map { ($0.main, $0.cross) },
            gap: problem.nodeGap,
            shelfGap: problem.layerGap
        )
        for (index, part) in parts.enumerated() {
            let offset = packing.corners[index]
            for (place, node) in part.nodes.enumerated() {
                solution.corners[node] = solved[index].corners[place].moved(by: offset)
            }
            for (place, edge) in part.edges.enumerated() {
                solution.routes[edge] = solved[index].routes[place].map { $0.moved(by: offset) }
            }
        }
        solution.main = packing.main
        solution.cross = packing.cross
        return solution
    }

    /// Lays out what hangs together.
    private static func layOut(_ problem: LayoutProblem) -> LayoutSolution {
        guard problem.nodes.count > 1 else {
            let node = problem.nodes.first ?? .init(main: 0, cross: 0)
            return LayoutSolution(
                corners: problem.nodes.map { _ in .init(main: 0, cross: 0) },
                routes: problem.edges.map { _ in [] },
                main: node.main,
                cross: node.cross
            )
        }
        let acyclic = AcyclicEdges(nodes: problem.nodes.count, edges: problem.edges.map { ($0.source, $0.target) })
        let ranks = Ranking(nodes: problem.nodes.count, edges: acyclic.edges).ranks
        var layers = Layers(problem, edges: acyclic.edges, ranks: ranks)
        CrossingReduction.run(&layers)
        let centers = CrossCoordinates(layers, gap: problem.nodeGap).centers
        return Routing(problem, layers: layers, centers: centers, isReversed: acyclic.isReversed).solution()
    }
}

extension LayoutSolution.Point {
    func moved(by offset: Self) -> Self {
        Self(main: main + offset.main, cross: cross + offset.cross)
    }
}
