import StrataTestSupport
import Testing

@testable import StrataGraph

@Suite("The layered layout")
struct LayeredLayoutTests {
    /// A random graph without cycles: some narrow and long, some wide, some in several parts.
    static func problem(seed: UInt64, nodes: Int, edges: Int) -> LayoutProblem {
        var random = SeededGenerator(seed: seed)
        let reach = Int.random(in: 2...max(nodes, 2), using: &random)
        let sizes = (0..<nodes).map { _ in
            LayoutProblem.Node(
                main: Double.random(in: 20...200, using: &random),
                cross: Double.random(in: 60...400, using: &random)
            )
        }
        var pairs = Set<[Int]>()
        for _ in 0..<(nodes > 1 ? edges : 0) {
            let target = Int.random(in: 1..<nodes, using: &random)
            let source = Int.random(in: max(target - reach, 0)..<target, using: &random)
            pairs.insert([source, target])
        }
        return LayoutProblem(
            nodes: sizes,
            edges: pairs.sorted { ($0[1], $0[0]) < ($1[1], $1[0]) }.map { pair in
                LayoutProblem.Edge(source: pair[0], target: pair[1], labelMain: 15, labelCross: 40)
            }
        )
    }

    static let cases: [(seed: UInt64, nodes: Int, edges: Int)] = (1...60).map { number in
        (UInt64(number), [1, 2, 5, 12, 30, 80, 300][number % 7], [0, 1, 6, 20, 45, 120, 420][number * 5 % 7])
    }

    @Test("no node lies on another", arguments: cases)
    func nodesApart(seed: UInt64, nodes: Int, edges: Int) {
        let problem = Self.problem(seed: seed, nodes: nodes, edges: edges)
        let solution = LayeredLayout(problem).solve()
        for first in problem.nodes.indices {
            for second in problem.nodes.indices where second > first {
                let (a, b) = (solution.corners[first], solution.corners[second])
                let isApart =
                    a.main + problem.nodes[first].main <= b.main + 0.001
                    || b.main + problem.nodes[second].main <= a.main + 0.001
                    || a.cross + problem.nodes[first].cross <= b.cross + 0.001
                    || b.cross + problem.nodes[second].cross <= a.cross + 0.001
                #expect(isApart, "nodes \(first) and \(second), seed \(seed)")
            }
        }
    }

    @Test("all lies within the bounds", arguments: cases)
    func bounds(seed: UInt64, nodes: Int, edges: Int) {
        let problem = Self.problem(seed: seed, nodes: nodes, edges: edges)
        let solution = LayeredLayout(problem).solve()
        for (corner, node) in zip(solution.corners, problem.nodes) {
            #expect(corner.main >= -0.001 && corner.cross >= -0.001, "seed \(seed)")
            #expect(corner.main + node.main <= solution.main + 0.001, "seed \(seed)")
            #expect(corner.cross + node.cross <= solution.cross + 0.001, "seed \(seed)")
        }
        for point in solution.routes.joined() {
            #expect(point.main >= -0.001 && point.main <= solution.main + 0.001, "seed \(seed)")
            #expect(point.cross >= -0.001 && point.cross <= solution.cross + 0.001, "seed \(seed)")
        }
    }

    @Test("every edge leads forward, from the end of its source to the begin of its target", arguments: cases)
    func ends(seed: UInt64, nodes: Int, edges: Int) throws {
        let problem = Self.problem(seed: seed, nodes: nodes, edges: edges)
        let solution = LayeredLayout(problem).solve()
        for (edge, route) in zip(problem.edges, solution.routes) {
            let (first, last) = (try #require(route.first), try #require(route.last))
            let (source, target) = (solution.corners[edge.source], solution.corners[edge.target])
            #expect(abs(first.main - source.main - problem.nodes[edge.source].main) < 0.001, "seed \(seed)")
            #expect(abs(last.main - target.main) < 0.001, "seed \(seed)")
            #expect((source.cross...source.cross + problem.nodes[edge.source].cross).contains(first.cross))
            #expect((target.cross...target.cross + problem.nodes[edge.target].cross).contains(last.cross))
            #expect(zip(route, route.dropFirst()).allSatisfy { $0.main <= $1.main + 0.001 }, "seed \(seed)")
        }
    }

    @Test("no edge passes behind a node", arguments: cases.filter { $0.nodes <= 80 })
    func edgesPass(seed: UInt64, nodes: Int, edges: Int) {
        let problem = Self.problem(seed: seed, nodes: nodes, edges: edges)
        let solution = LayeredLayout(problem).solve()
        for (edge, route) in zip(problem.edges, solution.routes) {
            for (from, to) in zip(route, route.dropFirst()) {
                for (index, node) in problem.nodes.enumerated() where index != edge.source && index != edge.target {
                    let corner = solution.corners[index]
                    let isBeside =
                        to.main <= corner.main + 0.001 || from.main >= corner.main + node.main - 0.001
                        || max(from.cross, to.cross) <= corner.cross
                        || min(from.cross, to.cross) >= corner.cross + node.cross
                    #expect(isBeside, "edge \(edge.source)-\(edge.target) at node \(index), seed \(seed)")
                }
            }
        }
    }

    @Test("is the same every time", arguments: [3, 14, 15] as [UInt64])
    func deterministic(seed: UInt64) {
        let problem = Self.problem(seed: seed, nodes: 120, edges: 200)
        let (first, second) = (LayeredLayout(problem).solve(), LayeredLayout(problem).solve())
        #expect(first.corners == second.corners, "seed \(seed)")
        #expect(first.routes == second.routes, "seed \(seed)")
    }

    @Test("draws a chain as a straight line")
    func chain() {
        let problem = LayoutProblem(
            nodes: [150, 240, 90, 300].map { .init(main: 46, cross: $0) },
            edges: (0..<3).map { .init(source: $0, target: $0 + 1) }
        )
        let solution = LayeredLayout(problem).solve()
        let centers = zip(solution.corners, problem.nodes).map { $0.cross + $1.cross / 2 }
        #expect(centers.allSatisfy { abs($0 - 150) < 0.001 }, "\(centers)")
        #expect(solution.routes.joined().allSatisfy { abs($0.cross - 150) < 0.001 })
    }

    @Test("lets no edges of a tree cross")
    func tree() {
        // Two levels of three children each, numbered so that siblings are far apart.
        let edges = (1...3).map { (0, $0) } + (4...12).map { ($0 % 3 + 1, $0) }
        let problem = LayoutProblem(
            nodes: Array(repeating: .init(main: 46, cross: 150), count: 13),
            edges: edges.map { .init(source: $0.0, target: $0.1) }
        )
        let ranks = Ranking(nodes: 13, edges: edges.map { (source: $0.0, target: $0.1) }).ranks
        var layers = Layers(problem, edges: edges.map { (source: $0.0, target: $0.1) }, ranks: ranks)
        CrossingReduction.run(&layers)
        #expect(CrossingReduction.crossings(layers) == 0)
        #expect(layers.order.map(\.count) == [1, 3, 9])
    }

    @Test("survives edges in a circle, and one from a node to itself")
    func circle() {
        let problem = LayoutProblem(
            nodes: Array(repeating: .init(main: 46, cross: 150), count: 3),
            edges: [(0, 1), (1, 2), (2, 0), (1, 1)].map { .init(source: $0.0, target: $0.1) }
        )
        let solution = LayeredLayout(problem).solve()
        #expect(solution.corners[0].main < solution.corners[1].main)
        #expect(solution.corners[1].main < solution.corners[2].main)
        #expect(solution.routes[3].isEmpty)
        #expect(solution.routes[2].count > 1)
    }

    @Test("packs what nothing joins into rows")
    func packing() {
        let problem = LayoutProblem(nodes: Array(repeating: .init(main: 46, cross: 150), count: 40), edges: [])
        let solution = LayeredLayout(problem).solve()
        #expect(solution.cross < 1500)
        #expect(solution.main < 1500)
    }

    @Test("goes on where edges are too many to bend around everything")
    func dense() {
        let edges = (1..<200).flatMap { target in (0..<target).map { LayoutProblem.Edge(source: $0, target: target) } }
        let problem = LayoutProblem(nodes: Array(repeating: .init(main: 46, cross: 150), count: 200), edges: edges)
        let solution = LayeredLayout(problem).solve()
        #expect(Set(solution.corners.map(\.main)).count == 200)
        #expect(solution.routes.allSatisfy { $0.count > 1 })
    }
}
