import StrataModel

/// A graph as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html).
///
/// A run with runs below it is a subgraph.
struct GraphMermaid {
    /// What to draw.
    var graph: RunGraph

    /// The whole chart, without a trailing line feed.
    func text() -> String {
        var lines = ["flowchart LR"]
        var classes: [String: [String]] = [:]
        graph.walk { step in
            switch step {
            case .leaf(let run, let depth):
                let label = Self.quoted(graph.forest.name(of: run.index))
                lines.append("\(RunGraph.indentation(depth))r\(run.index)[\(label)]")
                if let name = Self.className(run.state) { classes[name, default: []].append("r\(run.index)") }
            case .open(let run, let depth):
                let label = Self.quoted(graph.forest.name(of: run.index))
                lines.append("\(RunGraph.indentation(depth))subgraph r\(run.index)[\(label)]")
            case .close(_, let depth):
                lines.append("\(RunGraph.indentation(depth))end")
            }
        }
        for edge in graph.edges {
            let arrow = edge.parameter == nil ? "-.->" : "-->"
            lines.append("  r\(edge.from) \(arrow)|\(Self.quoted(edge.label))| r\(edge.to)")
        }
        for (name, colour) in [("failed", "#c00"), ("succeeded", "#080"), ("stopped", "#c60")] {
            guard let members = classes[name] else { continue }
            lines.append("  classDef \(name) stroke:\(colour)")
            lines.append("  class \(members.joined(separator: ",")) \(name)")
        }
        return lines.joined(separator: "\n")
    }

    private static func className(_ state: RunState) -> String? {
        switch state {
        case .failed, .nestedFailed: "failed"
        case .succeeded, .cached: "succeeded"
        case .canceled, .retrying: "stopped"
        case .created, .scheduled, .running, .ran: nil
        }
    }

    /// A double-quoted string; what Mermaid or HTML would read as more than a character is written as an entity.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for character in Printable.text(text) {
            switch character {
            case "\"": quoted += "#quot;"
            case "#": quoted += "#35;"
            case "&": quoted += "#amp;"
            case "<": quoted += "#lt;"
            case ">": quoted += "#gt;"
            case "`": quoted += "#96;"
            case "\\": quoted += "#92;"
            case "\n": quoted += "<br/>"
            default: quoted.append(character)
            }
        }
        return quoted + "\""
    }
}
