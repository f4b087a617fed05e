extension Future {
    /// Makes this run wait until `other` has ended well, with no data passing between them.
    ///
    /// - Returns: The same future, so that the call can stand where the future is made.
    @discardableResult
    public func after<Other>(_ other: Future<Other>) -> Future {
        if case .node(let node, _) = source, case .node(let predecessor, _) = other.source {
            node.wait(for: predecessor)
        }
        return self
    }

    /// Says that nothing needs this output: the run is made all the same, and its failure is the graph's.
    public func discarded() {
        if case .node(let node, _) = source {
            node.markDiscarded()
        }
    }
}
