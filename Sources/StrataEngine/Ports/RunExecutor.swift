package import StrataModel

/// Executes runs for a ``Scheduler``: knows the functions and the values, which the engine does not.
package protocol RunExecutor: Sendable {
    /// Takes up the runs of the graph that `parent` returned. Called with the scheduler's lock held: must be quick and must
    /// not call back.
    func install(_ range: Range<RunIndex>, parent: RunIndex)

    /// Makes the inputs of a run out of the outputs of those it depends on.
    ///
    /// - Returns: The inputs as they are recorded (empty where nothing is recorded), or why there are none.
    func prepare(_ run: RunIndex) async -> Result<[RunInput], RunFailure>

    /// Executes a run whose inputs were prepared. Calls that its function awaits go to `scheduler`.
    func execute(_ run: RunIndex, attempt: Int32, on scheduler: Scheduler) async -> RunOutcome

    /// Makes the output of a graph out of those of its runs, all of which ended well.
    ///
    /// - Returns: Why that could not be done, or `nil`.
    func conclude(_ run: RunIndex) async -> RunFailure?

    /// The output of a run as it is recorded; `nil` for none, or where nothing is recorded. Called with the scheduler's
    /// lock held.
    func recordedOutput(of run: RunIndex) -> ArtifactRecord?

    /// Forgets the output of a run. Called with the scheduler's lock held.
    func release(_ run: RunIndex)
}
