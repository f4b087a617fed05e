public import Strata

/// The graph that a pipeline describes, without a run of it.
///
/// ```swift
/// let graph = try GraphDescription(of: pipeline(config: .small))
/// #expect(graph.functions == ["load", "train", "train", "report"])
/// #expect(graph.lines.contains("report(models ← train, train)"))
/// ```
///
/// Of a pipeline that is one call of a graph function, it is the graph which that function describes. The bodies of graph
/// functions are evaluated where all their inputs are known; a nested graph whose inputs are futures
/// is one run with no ``Run/graph``.
public struct GraphDescription: Sendable {
    /// A run that the graph would make.
    public struct Run: Sendable {
        /// The function's stable name.
        public let name: String
        /// The function's label.
        public let label: String
        /// Whether it computes, describes a graph, or is a closure or operator.
        public let kind: FunctionRecord.Kind
        /// What it waits for, in the order of the parameters.
        public let dependencies: [Dependency]
        /// The graph below it, if it describes one and all its inputs are known.
        public let graph: GraphDescription?
    }

    /// One reason to wait.
    public struct Dependency: Sendable, Hashable {
        /// The index in ``GraphDescription/runs`` of the run that is waited for.
        public let run: Int
        /// The parameter that takes its output, or `nil` for an ordering made by `after`.
        public let parameter: String?
        /// Which part of the output is taken, such as `.training`; empty for the whole.
        public let path: String
    }

    /// The runs, in the order in which they are made.
    public let runs: [Run]
    /// The index of the run whose output is the graph's, or `nil` where that is a known value.
    public let result: Int?

    /// Describes a pipeline whose result is an artifact.
    ///
    /// - Throws: What the graph functions throw, and an error that names the calls for unused futures and for cycles.
    public init<Output: Artifact>(of pipeline: @autoclosure () throws -> Future<Output>) throws {
        self.init(try GraphOutline(pipeline).belowRoot)
    }

    /// Describes a pipeline with no result.
    ///
    /// - Throws: What the graph functions throw, and an error that names the calls for unused futures and for cycles.
    public init(of pipeline: @autoclosure () throws -> Future<Void>) throws {
        self.init(try GraphOutline(pipeline).belowRoot)
    }

    private init(_ outline: GraphOutline) {
        runs = outline.runs.map { run in
            Run(
                name: run.function.name,
                label: run.function.label,
                kind: run.function.kind,
                dependencies: run.dependencies.map { dependency in
                    Dependency(
                        run: Int(dependency.run),
                        parameter: dependency.input.map { run.function.parameters[Int($0)].name },
                        path: dependency.path
                    )
                },
                graph: run.graph.map(GraphDescription.init)
            )
        }
        result = outline.result.map(Int.init)
    }

    /// The labels of the functions of all runs, nested ones after the run they are below.
    public var functions: [String] {
        runs.flatMap { [$0.label] + ($0.graph?.functions ?? []) }
    }

    /// One line for each run with what it takes, `report(values ← scale, data ← load.evaluation)`; nested runs are
    /// indented by two spaces below theirs.
    ///
    /// Orderings stand after the parentheses.
    public var lines: [String] {
        runs.flatMap { run in
            [line(run)] + (run.graph?.lines.map { "  " + $0 } ?? [])
        }
    }

    private func line(_ run: Run) -> String {
        var parameters: [(name: String, sources: [String])] = []
        var orderings: [String] = []
        for dependency in run.dependencies {
            let source = runs[dependency.run].label + dependency.path
            guard let parameter = dependency.parameter else {
                orderings.append(source)
                continue
            }
            if parameters.last?.name == parameter {
                parameters[parameters.count - 1].sources.append(source)
            } else {
                parameters.append((parameter, [source]))
            }
        }
        let inputs = parameters.map { "\($0.name) ← \($0.sources.joined(separator: ", "))" }.joined(separator: ", ")
        return "\(run.label)(\(inputs))" + (orderings.isEmpty ? "" : " after \(orderings.joined(separator: ", "))")
    }
}
