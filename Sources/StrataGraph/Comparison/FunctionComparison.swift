import StrataAPI
import StrataModel

/// All runs of each function, and whether its source is the same.
enum FunctionComparison {
    /// At most this many functions are listed.
    static let limit = 200

    static func functions(_ matching: RunMatching) -> [Comparison.Function] {
        var found: [String: Comparison.Function] = [:]
        var order: [String] = []
        for match in matching.matches {
            let name = matching.name(of: match)
            if found[name] == nil {
                order.append(name)
                found[name] = start(name, matching)
            }
            if let left = match.left.map({ matching.left.entries[$0].run }) {
                found[name]?.leftCount += 1
                found[name]?.leftSeconds += left.seconds ?? 0
            }
            if let right = match.right.map({ matching.right.entries[$0].run }) {
                found[name]?.rightCount += 1
                found[name]?.rightSeconds += right.seconds ?? 0
            }
            if match.difference != .none { found[name]?.differingCount += 1 }
        }
        let functions = order.compactMap { found[$0] }
        // A stable partition: those that changed first, else the order of the work.
        return Array((functions.filter(\.isChanged) + functions.filter { !$0.isChanged }).prefix(limit))
    }

    private static func start(_ name: String, _ matching: RunMatching) -> Comparison.Function {
        let left = matching.left.function(name)?.source ?? ""
        let right = matching.right.function(name)?.source ?? ""
        let isKnown = !left.isEmpty && !right.isEmpty
        return Comparison.Function(
            name: name,
            label: matching.label(name),
            leftCount: 0,
            rightCount: 0,
            leftSeconds: 0,
            rightSeconds: 0,
            differingCount: 0,
            lines: isKnown ? LineDifference.lines(left, right) : [],
            isChanged: isKnown && left != right
        )
    }
}
