import Strata
import StrataModel

/// Says what becomes of a recipe when its nodes are done one after the other, all that can be.
enum RecipeEvaluator {
    /// A node's run, and what other nodes take of its output.
    struct Outcome {
        var tree: RunTree
        var value: Int?
    }

    /// The outcome of a graph.
    static func evaluate(_ recipe: GraphRecipe, inputs: [Int], label: String = "graph") -> Outcome {
        var outcomes: [Outcome] = []
        for node in recipe.nodes {
            let needed = node.operation.inputs + node.after
            if needed.allSatisfy({ outcomes[$0].value != nil }) {
                outcomes.append(evaluate(node, outcomes.map { $0.value ?? 0 }, inputs))
            } else {
                outcomes.append(
                    Outcome(tree: RunTree(function: name(of: node.operation), state: .canceled), value: nil)
                )
            }
        }
        let states = outcomes.map(\.tree.state)
        let hasFailed = states.contains { $0 == .failed || $0 == .nestedFailed }
        let state: RunState = hasFailed ? .nestedFailed : states.contains(.canceled) ? .canceled : .succeeded
        let value = state == .succeeded ? outcomes[recipe.result].value : nil
        let tree = RunTree(function: label, state: state, output: value?.description, children: outcomes.map(\.tree))
        return Outcome(tree: tree, value: value)
    }

    private static func name(of operation: GraphRecipe.Operation) -> String {
        switch operation {
        case .number: "number"
        case .sum: "sum"
        case .maybe: "maybe"
        case .pair: "pair"
        case .split: "split"
        case .table: "table"
        case .map: "map"
        case .plus: "+"
        case .times: "*"
        case .minus: "-"
        case .graph: "graph"
        case .calls: "calls"
        }
    }

    private static func evaluate(_ node: GraphRecipe.Node, _ values: [Int], _ inputs: [Int]) -> Outcome {
        let label = name(of: node.operation)
        func ended(_ value: Int, output: String? = nil) -> Outcome {
            if node.fails { return Outcome(tree: RunTree(function: label, state: .failed), value: nil) }
            return Outcome(
                tree: RunTree(function: label, state: .succeeded, output: output ?? "\(value)"),
                value: value
            )
        }
        func always(_ value: Int) -> Outcome {
            Outcome(tree: RunTree(function: label, state: .succeeded, output: "\(value)"), value: value)
        }
        switch node.operation {
        case .number(let value): return ended(value + inputs.reduce(0, +) % 10)
        case .sum(let parts): return ended(parts.reduce(0) { $0 + values[$1] } % 1000)
        case .maybe(let part): return ended(part.map { values[$0] } ?? -1)
        case .pair(let first, let second):
            let text = "{\"first\":\(values[first]),\"second\":\(values[second] + 1)}"
            return ended(values[second] + 1, output: text)
        case .split(let part, let element):
            let value = values[part]
            return ended(value + element, output: "[\(value),\(value + 1),\(value + 2)]")
        case .table(let parts): return ended(parts.values.reduce(0) { $0 + values[$1] } % 1000)
        case .map(let part): return ended(values[part] * 3 % 1000)
        case .plus(let first, let second): return always(values[first] + values[second])
        case .times(let part, let value): return always(values[part] * value)
        case .minus(let value, let part): return always(value - values[part])
        case .graph(let recipe, let parts): return evaluate(recipe, inputs: parts.map { values[$0] })
        case .calls(let recipe, let part): return evaluate(recipe, input: values[part], fails: node.fails)
        }
    }

    private static func evaluate(_ recipe: CallsRecipe, input: Int, fails: Bool) -> Outcome {
        var outcomes: [Outcome] = []
        for call in recipe.calls {
            if let calls = call.calls.first {
                outcomes.append(evaluate(calls, input: call.value, fails: call.fails))
            } else {
                let value = call.fails ? nil : call.value
                let state: RunState = call.fails ? .failed : .succeeded
                let tree = RunTree(function: "number", state: state, output: value?.description)
                outcomes.append(Outcome(tree: tree, value: value))
            }
            if !recipe.isConcurrent, !recipe.catches, outcomes.last?.value == nil { break }
        }
        let isNested = !recipe.catches && outcomes.contains { $0.value == nil }
        let state: RunState = isNested ? .nestedFailed : fails ? .failed : .succeeded
        let value = state == .succeeded ? outcomes.reduce(input) { $0 + ($1.value ?? 1) } % 1000 : nil
        let children = outcomes.map(\.tree).sorted { $0.description < $1.description }
        let tree = RunTree(
            function: "calls",
            state: state,
            output: value?.description,
            children: children,
            isCaller: !children.isEmpty
        )
        return Outcome(tree: tree, value: value)
    }
}
