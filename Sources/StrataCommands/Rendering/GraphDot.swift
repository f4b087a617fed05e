import StrataModel

/// A graph in the language of Graphviz (https://graphviz.org/doc/info/lang.html).
///
/// A run with runs below it is a cluster; edges end at the cluster's border, at an invisible point inside it.
struct GraphDot {
    /// What to draw.
    var graph: RunGraph
    /// What the drawing is called.
    var title: String

    /// The whole file, without a trailing line feed.
    func text() -> String {
        var lines = [
            "digraph \(Self.quoted(title)) {",
            "  compound=true; rankdir=LR;",
            "  node [shape=box, style=rounded, fontname=\"sans-serif\"];",
            "  edge [fontname=\"sans-serif\", fontsize=10];",
        ]
        var clusters: Set<RunIndex> = []
        graph.walk { step in
            switch step {
            case .leaf(let run, let depth):
                let label = Self.quoted(graph.forest.name(of: run.index))
                let colour = Self.colour(run.state).map { ", color=\($0)" } ?? ""
                lines.append("\(RunGraph.indentation(depth))r\(run.index) [label=\(label)\(colour)];")
            case .open(let run, let depth):
                clusters.insert(run.index)
                let label = Self.quoted(graph.forest.name(of: run.index))
                let blanks = RunGraph.indentation(depth)
                lines.append("\(blanks)subgraph cluster_\(run.index) {")
                let colour = Self.colour(run.state).map { " color=\($0);" } ?? ""
                lines.append("\(blanks)  label=\(label); style=rounded;\(colour)")
                lines.append("\(blanks)  r\(run.index) [shape=point, style=invis];")
            case .close(_, let depth):
                lines.append("\(RunGraph.indentation(depth))}")
            }
        }
        lines += graph.edges.map { edge(for: $0, clusters) }
        lines.append("}")
        return lines.joined(separator: "\n")
    }

    private func edge(for edge: RunGraph.Edge, _ clusters: Set<RunIndex>) -> String {
        var attributes = ["label=\(Self.quoted(edge.label))"]
        if edge.parameter == nil { attributes.append("style=dashed") }
        if clusters.contains(edge.from) { attributes.append("ltail=cluster_\(edge.from)") }
        if clusters.contains(edge.to) { attributes.append("lhead=cluster_\(edge.to)") }
        return "  r\(edge.from) -> r\(edge.to) [\(attributes.joined(separator: ", "))];"
    }

    private static func colour(_ state: RunState) -> String? {
        switch state {
        case .failed, .nestedFailed: "red"
        case .succeeded, .cached: "darkgreen"
        case .canceled, .retrying: "orange"
        case .created, .scheduled, .running, .ran: nil
        }
    }

    /// A double-quoted string: in labels a backslash would begin an escape such as `\N`, so it is doubled.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in Printable.text(text) {
            switch character {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            default: quoted.append(character)
            }
        }
        return quoted + "\""
    }
}
