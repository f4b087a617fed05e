import StrataTestSupport

/// What one run of a simulated pipeline does when it executes.
///
/// Plans stand in a table and name each other by position there, so that a run finds its plan by its function's key.
struct RunPlan {
    /// A run of a graph and those it waits for, by position in the graph; an edge may be there twice.
    struct Member {
        var plan: Int
        var dependencies: [Int]
    }

    enum Work {
        /// Awaits calls, group after group; the calls of a group are concurrent.
        case calls(groups: [[Int]], leavesLastOpen: Bool, catches: Bool)
        /// Returns a graph.
        case graph([Member], result: Int?, concludes: Bool)
    }

    enum Ending {
        case well, failed, canceled
    }

    var work: Work
    var ending: Ending
}

/// A random pipeline.
struct PipelinePlan {
    private(set) var plans: [RunPlan] = []
    private var generator: SeededGenerator
    private let failures: Int

    /// Makes up a pipeline of about `size` runs in which `failures` of a hundred runs fail.
    init(seed: UInt64, size: Int, failures: Int) {
        generator = SeededGenerator(seed: seed)
        self.failures = failures
        var budget = size
        _ = make(depth: 0, &budget)
    }

    /// The position of the root's plan.
    static let root = 0

    private mutating func make(depth: Int, _ budget: inout Int) -> Int {
        let position = plans.count
        plans.append(RunPlan(work: .calls(groups: [], leavesLastOpen: false, catches: false), ending: ending()))
        budget -= 1
        guard budget > 0, depth < 6 else { return position }
        switch Int.random(in: 0..<10, using: &generator) {
        case 0..<5 where depth < 5, _ where depth == 0:
            plans[position].work = graph(depth: depth, &budget)
        case 5..<8:
            plans[position].work = calls(depth: depth, &budget)
        default:
            break
        }
        return position
    }

    private mutating func graph(depth: Int, _ budget: inout Int) -> RunPlan.Work {
        var members: [RunPlan.Member] = []
        let count = Int.random(in: 0...min(max(budget, 0), 9), using: &generator)
        for position in 0..<count {
            let plan = make(depth: depth + 1, &budget)
            let edges = position == 0 ? 0 : Int.random(in: 0...3, using: &generator)
            let dependencies = (0..<edges).map { _ in Int.random(in: 0..<position, using: &generator) }
            members.append(RunPlan.Member(plan: plan, dependencies: dependencies))
        }
        let hasResult = count > 0 && Int.random(in: 0..<4, using: &generator) > 0
        return .graph(
            members,
            result: hasResult ? Int.random(in: 0..<count, using: &generator) : nil,
            concludes: Int.random(in: 0..<100, using: &generator) >= failures / 4
        )
    }

    private mutating func calls(depth: Int, _ budget: inout Int) -> RunPlan.Work {
        var groups: [[Int]] = []
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let count = Int.random(in: 1...3, using: &generator)
            groups.append((0..<count).map { _ in make(depth: depth + 1, &budget) })
        }
        return .calls(
            groups: groups,
            leavesLastOpen: Int.random(in: 0..<4, using: &generator) == 0,
            catches: Bool.random(using: &generator)
        )
    }

    private mutating func ending() -> RunPlan.Ending {
        switch Int.random(in: 0..<100, using: &generator) {
        case 0..<failures: .failed
        case failures..<(failures + failures / 4): .canceled
        default: .well
        }
    }
}
