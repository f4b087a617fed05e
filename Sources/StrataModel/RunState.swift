/// The state of a run.
///
/// `created → scheduled → running → ran → succeeded` is the way of a graph function; a function that computes goes from
/// `running` straight to `succeeded`.
public enum RunState: String, Sendable, Hashable, Codable, CaseIterable {
    /// Known, and waiting for the runs whose outputs it takes.
    case created
    /// Its inputs are there; it waits for a place to execute.
    case scheduled
    /// Its function executes.
    case running
    /// Its function returned a graph; it waits for the runs of that graph.
    case ran
    /// An attempt failed and another one will follow.
    case retrying
    /// Finished, with an output.
    case succeeded
    /// Its own function failed.
    case failed
    /// A run below it failed.
    case nestedFailed
    /// Stopped before it finished, or never started because something it depends on did not succeed.
    case canceled
    /// Finished with the output of an earlier run of the same function on the same inputs.
    case cached

    /// Whether the run is over: no transition leads out of this state.
    public var isTerminal: Bool {
        switch self {
        case .succeeded, .failed, .nestedFailed, .canceled, .cached: true
        case .created, .scheduled, .running, .ran, .retrying: false
        }
    }

    /// Whether a run in this state has an output.
    public var hasOutput: Bool {
        self == .succeeded || self == .cached
    }

    /// Whether a run may go from this state to `next` in one step.
    ///
    /// Engine and stores both hold to it.
    public func canBecome(_ next: RunState) -> Bool {
        switch (self, next) {
        case (.created, .scheduled), (.created, .canceled), (.created, .failed),
            (.scheduled, .running), (.scheduled, .cached), (.scheduled, .canceled), (.scheduled, .failed),
            (.running, .ran), (.running, .succeeded), (.running, .failed), (.running, .nestedFailed),
            (.running, .canceled), (.running, .retrying),
            (.ran, .succeeded), (.ran, .failed), (.ran, .nestedFailed), (.ran, .canceled),
            (.retrying, .scheduled), (.retrying, .failed), (.retrying, .canceled):
            true
        default:
            false
        }
    }
}
