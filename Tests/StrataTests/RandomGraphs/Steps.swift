import Strata

/// A function that was told to fail.
struct PlannedFailure: Error, Equatable {}

struct Pair: Artifact, Equatable {
    var first: Int
    var second: Int
}

/// The functions that graphs made of recipes consist of.
enum Steps {
    @Func
    static func number(_ value: Int, fails: Bool) async throws -> Int {
        if fails { throw PlannedFailure() }
        return value
    }

    @Func
    static func sum(_ values: [Int], fails: Bool) async throws -> Int {
        if fails { throw PlannedFailure() }
        return values.reduce(0, +) % 1000
    }

    @Func
    static func maybe(_ value: Int?, fails: Bool = false) async throws -> Int {
        if fails { throw PlannedFailure() }
        return value ?? -1
    }

    @Func
    static func pair(_ first: Int, _ second: Int, fails: Bool) async throws -> Pair {
        if fails { throw PlannedFailure() }
        return Pair(first: first, second: second + 1)
    }

    @Func
    static func split(_ value: Int, fails: Bool) async throws -> [Int] {
        if fails { throw PlannedFailure() }
        return [value, value + 1, value + 2]
    }

    @Func
    static func table(_ values: [String: Int], fails: Bool) async throws -> Int {
        if fails { throw PlannedFailure() }
        return values.values.reduce(0, +) % 1000
    }

    @Func
    static func graph(_ recipe: GraphRecipe, inputs: [Int]) -> Future<Int> {
        recipe.future(inputs: inputs)
    }

    @Func
    static func calls(_ recipe: CallsRecipe, input: Int, fails: Bool) async throws -> Int {
        var results: [Result<Int, any Error>] = []
        if recipe.isConcurrent {
            results = await withTaskGroup(of: (Int, Result<Int, any Error>).self) { group in
                for (position, call) in recipe.calls.enumerated() {
                    group.addTask { (position, await result(of: call)) }
                }
                return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
            }
        } else {
            for call in recipe.calls {
                results.append(await result(of: call))
                if !recipe.catches, case .failure? = results.last { break }
            }
        }
        var total = input
        for result in results {
            if case .failure = result, recipe.catches { total += 1 } else { total += try result.get() }
        }
        if fails { throw PlannedFailure() }
        return total % 1000
    }

    private static func result(of call: CallsRecipe.Call) async -> Result<Int, any Error> {
        do {
            if let recipe = call.calls.first {
                return .success(try await calls(recipe, input: call.value, fails: call.fails))
            }
            return .success(try await number(call.value, fails: call.fails))
        } catch {
            return .failure(error)
        }
    }
}

extension GraphRecipe {
    /// The futures of the graph; the first nodes' missing inputs are taken from `inputs`.
    func future(inputs: [Int]) -> Future<Int> {
        var futures: [Future<Int>] = []
        for node in nodes {
            let future = Self.future(of: node, futures, inputs)
            // Orders both the run and, for a part of an output, the run behind it.
            for position in node.after { future.after(futures[position]) }
            if node.isDiscarded { future.discarded() }
            futures.append(future)
        }
        return futures[result]
    }

    private static func future(of node: Node, _ futures: [Future<Int>], _ inputs: [Int]) -> Future<Int> {
        switch node.operation {
        case .number(let value): Steps.number(value + inputs.reduce(0, +) % 10, fails: node.fails)
        case .sum(let parts): Steps.sum(parts.map { futures[$0] }, fails: node.fails)
        case .maybe(let part): Steps.maybe(part.map { futures[$0] }, fails: node.fails)
        case .pair(let first, let second): Steps.pair(futures[first], futures[second], fails: node.fails).second
        case .split(let part, let element): Steps.split(futures[part], fails: node.fails)[element]
        case .table(let parts): Steps.table(parts.mapValues { futures[$0] }, fails: node.fails)
        case .map(let part):
            futures[part].map { [fails = node.fails] value in
                if fails { throw PlannedFailure() }
                return value * 3 % 1000
            }
        case .plus(let first, let second): futures[first] + futures[second]
        case .times(let part, let value): futures[part] * value
        case .minus(let value, let part): value - futures[part]
        case .graph(let recipe, let parts): Steps.graph(recipe, inputs: parts.map { futures[$0] })
        case .calls(let recipe, let part): Steps.calls(recipe, input: futures[part], fails: node.fails)
        }
    }
}
