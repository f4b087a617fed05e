import StrataModel

/// A graph as a tree of its nesting, each run with what it waits for.
struct GraphText {
    /// What to draw.
    var graph: RunGraph
    /// The colours to draw with.
    var palette = Palette.plain

    /// Of more than this many sources of one kind, only the number is told.
    static let listedSources = 3

    /// The whole graph, without a trailing line feed.
    func text() -> String {
        let edges = Dictionary(grouping: graph.edges, by: \.to)
        let forest = graph.forest
        return TreeText(
            children: { forest.children[$0] },
            lines: { position in
                let run = forest.runs[position]
                let mark = palette.paint(run.state.mark, run.state.ink)
                let head = "\(mark) \(forest.label(of: run)) \(palette.paint(".\(run.index)", .dim))"
                let sources = sources(edges[run.index, default: []])
                return [sources.isEmpty ? head : head + "  " + palette.paint(sources, .dim)]
            }
        ).text(roots: forest.roots)
    }

    /// For example `data ← load.training (.1), models ← train ×100, after prepare (.7)`.
    private func sources(_ edges: [RunGraph.Edge]) -> String {
        var order: [String] = []
        var groups: [String: [RunGraph.Edge]] = [:]
        for edge in edges {
            if groups[edge.label] == nil { order.append(edge.label) }
            groups[edge.label, default: []].append(edge)
        }
        return order.map { label in
            let group = groups[label, default: []]
            guard group.count <= Self.listedSources else { return "\(label) ×\(group.count)" }
            return "\(label) (\(group.map { ".\($0.from)" }.joined(separator: ", ")))"
        }.joined(separator: ", ")
    }
}
