extension RunRecord {
    /// Takes in a step of this run.
    ///
    /// Does not check that the step is allowed.
    package mutating func apply(_ transition: RunTransition) {
        state = transition.to
        attempt = transition.attempt
        times.enter(transition.to, at: transition.time)
        if !transition.inputs.isEmpty { inputs = transition.inputs }
        if let output = transition.output { self.output = output }
        if let failure = transition.failure { self.failure = failure }
    }
}
