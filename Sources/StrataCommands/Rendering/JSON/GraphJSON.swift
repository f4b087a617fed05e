import StrataModel

/// What `strata graph --format json` prints.
struct GraphJSON: Encodable {
    /// The pipeline run's whole identifier.
    var pipelineRun: String
    /// The runs; nesting is told by `parent`.
    var runs: [Node]
    /// What flows between them.
    var edges: [Edge]

    /// One run.
    struct Node: Encodable {
        /// Its number.
        var index: RunIndex
        /// The run above.
        var parent: RunIndex?
        /// The function's stable name.
        var function: String
        /// The function's name for people.
        var label: String
        /// The kind of function.
        var kind: String?
        /// The state.
        var state: String
    }

    /// One reason why a run waits for another.
    struct Edge: Encodable {
        /// The run that is waited for.
        var from: RunIndex
        /// The run that waits.
        var to: RunIndex
        /// `data`, or `order` where nothing flows.
        var kind: String
        /// The parameter that takes the value.
        var parameter: String?
        /// Which part of the output is taken; left out for the whole.
        var path: String?
    }

    /// Describes the graph of a pipeline run.
    init(_ graph: RunGraph, of id: PipelineRunID) {
        pipelineRun = id.description
        runs = graph.forest.runs.map { run in
            let function = graph.forest.function(of: run)
            return Node(
                index: run.index,
                parent: run.parent,
                function: function?.name ?? "",
                label: function?.label ?? "",
                kind: function?.kind.rawValue,
                state: run.state.rawValue
            )
        }
        edges = graph.edges.map {
            Edge(
                from: $0.from,
                to: $0.to,
                kind: $0.parameter == nil ? "order" : "data",
                parameter: $0.parameter,
                path: $0.path.isEmpty ? nil : $0.path
            )
        }
    }
}
