package import StrataModel

/// What the machine asks the shell around it to do, in order.
package enum MachineEffect: Sendable {
    /// Note a step of a run. The step to `running` is noted by whoever starts the run, once its inputs are known.
    case transition(RunIndex, from: RunState, to: RunState, attempt: Int32, failure: RunFailure?)
    /// Runs were made for the graph that `parent` returned: those in `range`, all `created`.
    case expanded(parent: RunIndex, range: Range<RunIndex>, [RunSpecification])
    /// All runs of this graph ended well: make its output out of theirs and report it with `concluded`.
    case conclude(RunIndex)
    /// This awaited run has its place: the call that made it executes it.
    case start(RunIndex)
    /// This awaited run is over, and its caller has its place back: let the caller go on.
    case resume(RunIndex)
    /// No run will take this output any more.
    case release(RunIndex)
    /// Whatever is executing should stop.
    case stopExecuting
    /// The root run is over, and with it all others.
    case ended(PipelineRunState)
}
