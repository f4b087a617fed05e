import StrataTestSupport

/// Makes up graphs.
struct RecipeMaker {
    private var generator: SeededGenerator
    /// Of a hundred nodes, how many fail.
    private let failures: Int

    init(seed: UInt64, failures: Int) {
        generator = SeededGenerator(seed: seed)
        self.failures = failures
    }

    mutating func graph(depth: Int = 0) -> GraphRecipe {
        var nodes: [GraphRecipe.Node] = []
        let count = random(1...(depth == 0 ? 14 : 6))
        for position in 0..<count {
            let operation = position == 0 ? .number(random(0...9)) : operation(position, depth: depth)
            let edges = position == 0 ? 0 : max(0, random(0...5) - 3)
            nodes.append(
                GraphRecipe.Node(
                    operation: operation,
                    after: (0..<edges).map { _ in random(0...(position - 1)) },
                    fails: fails(),
                    isDiscarded: false
                )
            )
        }
        let result = random(0...(count - 1))
        let used = Set(nodes.flatMap { $0.operation.inputs + $0.after })
        for position in nodes.indices where position != result && !used.contains(position) {
            nodes[position].isDiscarded = true
        }
        return GraphRecipe(nodes: nodes, result: result)
    }

    private mutating func operation(_ position: Int, depth: Int) -> GraphRecipe.Operation {
        let last = position - 1
        let first = random(0...last)
        let second = random(0...last)
        switch random(0...12) {
        case 0: return .number(random(0...9))
        case 1: return .sum((0..<random(0...5)).map { _ in random(0...last) })
        case 2: return .maybe(Bool.random(using: &generator) ? first : nil)
        case 3: return .pair(first, second)
        case 4: return .split(first, element: random(0...2))
        case 5: return .table(["a": first, "b": second, "ü": first])
        case 6: return .map(first)
        case 7: return .plus(first, second)
        case 8: return .times(first, value: random(0...3))
        case 9: return .minus(value: random(0...3), first)
        case 10 where depth < 3, 11 where depth < 2: return .graph(graph(depth: depth + 1), inputs: [first, second])
        default: return .calls(calls(depth: depth), first)
        }
    }

    private mutating func calls(depth: Int) -> CallsRecipe {
        let calls = (0..<random(0...3)).map { _ in
            CallsRecipe.Call(
                value: random(0...9),
                fails: fails(),
                calls: depth < 3 && random(0...2) == 0 ? [self.calls(depth: depth + 1)] : []
            )
        }
        return CallsRecipe(
            calls: calls,
            isConcurrent: Bool.random(using: &generator),
            catches: Bool.random(using: &generator)
        )
    }

    private mutating func fails() -> Bool {
        random(0...99) < failures
    }

    private mutating func random(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }
}
