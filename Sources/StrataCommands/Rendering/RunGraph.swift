import StrataModel

/// The graph of a pipeline run: runs nested in one another, and what flows between them.
struct RunGraph {
    /// One reason why a run waits for another.
    struct Edge: Hashable {
        /// The run that is waited for.
        var from: RunIndex
        /// The run that waits.
        var to: RunIndex
        /// The parameter that takes the value, or `nil` for an ordering.
        var parameter: String?
        /// Which part of the output is taken, for example `.training`; empty for the whole.
        var path: String
        /// What flows, for people: `data ← load.training`, or `after load`.
        var label: String
    }

    /// The runs with their nesting.
    let forest: RunForest
    /// The edges, in order of the run that waits.
    let edges: [Edge]

    /// Reads the edges out of the runs' dependencies; those on runs that are not there are left out.
    init(forest: RunForest) {
        self.forest = forest
        edges = forest.runs.flatMap { run in
            run.dependencies.compactMap { Self.edge($0, of: run, in: forest) }
        }
    }

    private static func edge(_ dependency: RunDependency, of run: RunRecord, in forest: RunForest) -> Edge? {
        guard let source = forest.run(dependency.run) else { return nil }
        let label = forest.label(of: source)
        guard let input = dependency.input else {
            return Edge(from: source.index, to: run.index, parameter: nil, path: "", label: "after \(label)")
        }
        let parameters = forest.function(of: run)?.parameters ?? []
        let isKnown = parameters.indices.contains(Int(input))
        let parameter = isKnown ? Printable.line(parameters[Int(input)].name) : "input \(input)"
        let path = Printable.line(dependency.path)
        return Edge(
            from: source.index,
            to: run.index,
            parameter: parameter,
            path: path,
            label: "\(parameter) ← \(label)\(path)"
        )
    }

    /// What a traversal of the nested runs meets, in order.
    enum Step {
        /// A run with nothing below it, at this depth.
        case leaf(RunRecord, depth: Int)
        /// A run, before those below it.
        case open(RunRecord, depth: Int)
        /// The same run, after them.
        case close(RunRecord, depth: Int)
    }

    /// Visits all runs with their nesting, in linear time and without recursion.
    func walk(_ visit: (Step) -> Void) {
        var stack: [(position: Int, depth: Int, isClosing: Bool)] = forest.roots.reversed().map { ($0, 0, false) }
        while let (position, depth, isClosing) = stack.popLast() {
            let run = forest.runs[position]
            let below = forest.children[position]
            if isClosing {
                visit(.close(run, depth: depth))
            } else if below.isEmpty {
                visit(.leaf(run, depth: depth))
            } else {
                visit(.open(run, depth: depth))
                stack.append((position, depth, true))
                stack.append(contentsOf: below.reversed().map { ($0, depth + 1, false) })
            }
        }
    }

    /// Blanks for a nesting depth, bounded so that a deep chain stays linear.
    static func indentation(_ depth: Int) -> String {
        String(repeating: "  ", count: min(depth, 40) + 1)
    }
}
