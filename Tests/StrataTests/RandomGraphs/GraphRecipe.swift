import Strata

/// A graph as data, from which both real futures and the expected outcome are made.
struct GraphRecipe: Artifact {
    /// What a node does, and with what.
    ///
    /// Nodes before it are named by position.
    indirect enum Operation: Codable, Sendable {
        case number(Int)
        case sum([Int])
        case maybe(Int?)
        /// Makes a pair, of which the second part is used.
        case pair(Int, Int)
        /// Makes an array, of which one element is used.
        case split(Int, element: Int)
        case table([String: Int])
        case map(Int)
        case plus(Int, Int)
        case times(Int, value: Int)
        case minus(value: Int, Int)
        case graph(GraphRecipe, inputs: [Int])
        case calls(CallsRecipe, Int)
    }

    struct Node: Codable, Sendable {
        var operation: Operation
        var after: [Int]
        var fails: Bool
        /// Whether nothing uses it.
        var isDiscarded: Bool
    }

    var nodes: [Node]
    /// The node that gives the graph's output.
    var result: Int
}

/// Awaited calls inside a function that computes.
struct CallsRecipe: Artifact {
    struct Call: Codable, Sendable {
        var value: Int
        var fails: Bool
        var calls: [CallsRecipe]
    }

    var calls: [Call]
    var isConcurrent: Bool
    /// Whether the caller goes on after a call that fails.
    var catches: Bool
}

extension GraphRecipe.Operation {
    /// The nodes it takes.
    var inputs: [Int] {
        switch self {
        case .number: []
        case .sum(let inputs), .graph(_, let inputs): inputs
        case .maybe(let input): input.map { [$0] } ?? []
        case .pair(let first, let second), .plus(let first, let second): [first, second]
        case .split(let input, _), .map(let input), .times(let input, _), .minus(_, let input), .calls(_, let input):
            [input]
        case .table(let inputs): Array(inputs.values)
        }
    }
}
