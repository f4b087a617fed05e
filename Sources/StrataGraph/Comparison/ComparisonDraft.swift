package import StrataAPI
package import StrataModel

/// What a comparison is made of.
///
/// Says which runs' details are worth reading, and takes them in.
package struct ComparisonDraft: Sendable {
    /// A run of both sides whose metrics or inputs are wanted.
    package struct Wish: Sendable, Hashable {
        /// The left side's run.
        package let left: RunIndex?
        /// The right side's run.
        package let right: RunIndex?
        let position: Int
    }

    private let matching: RunMatching
    private let sides: (left: Comparison.Side, right: Comparison.Side)

    /// Starts with which runs belong together.
    package init(_ matching: RunMatching, left: Comparison.Side, right: Comparison.Side) {
        self.matching = matching
        sides = (left, right)
    }

    /// The pair to look at first, whose inputs are wanted; `nil` where nothing differs, or only the tops themselves do.
    package var first: Wish? {
        matching.first.flatMap { $0 > 0 ? wish($0) : nil }
    }

    /// The runs whose metrics are wanted: of each function the first four pairs, 60 in all.
    package var metrics: [Wish] {
        var counts: [String: Int] = [:]
        var wishes: [Wish] = []
        for position in matching.matches.indices where wishes.count < 60 {
            let match = matching.matches[position]
            guard match.left != nil, match.right != nil else { continue }
            counts[matching.name(of: match), default: 0] += 1
            if counts[matching.name(of: match), default: 0] <= 4 { wishes.append(wish(position)) }
        }
        return wishes
    }

    /// The comparison, with what was read for the wishes.
    ///
    /// - Parameters:
    ///   - inputs: The compared inputs of the tops.
    ///   - output: Their compared outputs.
    ///   - firstInputs: The compared inputs of ``first``.
    ///   - metrics: The points of both sides for each of ``metrics``.
    /// - Returns: The whole.
    package func comparison(
        inputs: [Comparison.Value],
        output: Comparison.Value?,
        firstInputs: [Comparison.Value],
        metrics: [(wish: Wish, left: [MetricPoint], right: [MetricPoint])]
    ) -> Comparison {
        let listed: [Int]
        if matching.matches.count <= Comparison.runLimit {
            listed = Array(matching.matches.indices)
        } else {
            let differing = matching.matches.indices.lazy.filter { matching.matches[$0].difference != .none }
            listed = Array(differing.prefix(Comparison.runLimit))
        }
        return Comparison(
            left: sides.left,
            right: sides.right,
            settings: SettingComparison.settings(sides.left, sides.right),
            inputs: inputs,
            output: output,
            functions: FunctionComparison.functions(matching),
            runs: listed.map(matching.pair),
            runCount: matching.matches.count,
            differingCount: matching.differingCount,
            first: matching.first.map {
                Comparison.First(pair: matching.pair($0), inputs: $0 > 0 ? firstInputs : inputs)
            },
            metrics: metrics.flatMap { MetricComparison.metrics(matching.pair($0.wish.position), $0.left, $0.right) }
        )
    }

    private func wish(_ position: Int) -> Wish {
        let pair = matching.pair(position)
        return Wish(left: pair.left?.index, right: pair.right?.index, position: position)
    }
}
