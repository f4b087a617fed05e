package import StrataModel

/// How an attempt of a run ended.
package enum RunOutcome: Sendable {
    /// The function returned its output, or returned nothing as it should.
    case computed
    /// The function returned a graph.
    case expanded(GraphExpansion)
    /// The attempt failed.
    case failed(RunFailure)
}
