/// Draws trees with branches of lines.
///
/// Takes the tree as functions of numbered items, so it holds none of it, and walks it with a stack of its own: the
/// depth is bounded by memory alone. The time is linear in the number of items.
struct TreeText {
    /// The items directly below an item, in order.
    var children: (Int) -> [Int]
    /// An item's lines: the headline, and what stands below it.
    var lines: (Int) -> [String]

    /// Items deeper than this are not indented further, so that the text stays linear in the number of items.
    static let maximumIndentation = 40

    private struct Visit {
        var item: Int
        var depth: Int
        var prefix: String
        var isLast: Bool
    }

    /// The trees that begin with `roots`, without a trailing line feed.
    func text(roots: [Int]) -> String {
        var output: [String] = []
        var stack = roots.reversed().map { Visit(item: $0, depth: 0, prefix: "", isLast: true) }
        while let visit = stack.popLast() {
            let below = children(visit.item)
            let isRoot = visit.depth == 0
            let isIndented = visit.depth <= Self.maximumIndentation
            let rest = isRoot || !isIndented ? visit.prefix : visit.prefix + (visit.isLast ? "   " : "│  ")
            for (number, line) in lines(visit.item).enumerated() {
                if number == 0 {
                    let branch = isRoot ? "" : visit.isLast ? "└─ " : "├─ "
                    output.append(visit.prefix + branch + line)
                } else {
                    output.append(rest + (below.isEmpty ? "   " : "│  ") + line)
                }
            }
            for (number, child) in below.enumerated().reversed() {
                stack.append(
                    Visit(item: child, depth: visit.depth + 1, prefix: rest, isLast: number == below.count - 1)
                )
            }
        }
        return output.joined(separator: "\n")
    }
}
