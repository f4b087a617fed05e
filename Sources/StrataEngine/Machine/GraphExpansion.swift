/// The graph that a graph function returned.
package struct GraphExpansion: Sendable {
    /// Its runs.
    ///
    /// They number each other from 0 in this order; the order need not be one of dependency.
    package let runs: [RunSpecification]
    /// Which of them gives the graph's output, or `nil` where the output is a known value.
    package let result: Int32?

    /// Describes a graph.
    package init(runs: [RunSpecification], result: Int32?) {
        self.runs = runs
        self.result = result
    }
}
