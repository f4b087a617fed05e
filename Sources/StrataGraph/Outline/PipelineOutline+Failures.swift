package import StrataModel

extension PipelineOutline {
    /// The run whose own failure came first: the reason for all that came of it.
    ///
    /// Costs nothing where none failed, else a look at each run's state.
    package var firstFailed: RunIndex? {
        let failed = StateCode(.failed).byte
        guard totals[Int(failed)] > 0 else { return nil }
        var first: RunIndex?
        for (place, state) in states.enumerated() where state == failed {
            if let known = first, ended[Int(known)] <= ended[place] { continue }
            first = RunIndex(place)
        }
        return first
    }
}
