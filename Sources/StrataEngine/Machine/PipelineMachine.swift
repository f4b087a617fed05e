import DequeModule
package import StrataModel

/// The state of one pipeline run: which runs there are, what each waits for, and what happens next.
///
/// A pure state machine: events go in as calls, effects come out, and there is no clock and no I/O. Each event costs the
/// same whatever the number of runs, but for stopping, which looks at every run once.
///
/// Rules it keeps: a run executes at most one attempt at a time; a run that is over never changes; a run ends after all
/// runs it made; at most ``Options/maxParallelism`` runs hold a place, and one that waits for a call holds none.
package struct PipelineMachine: Sendable {
    /// What the user may choose.
    package struct Options: Sendable {
        /// How many runs may execute at once; at least 1.
        package var maxParallelism: Int
        /// Whether branches that do not depend on a failed run go on.
        package var keepGoing: Bool

        /// Collects options; a parallelism below 1 counts as 1.
        package init(maxParallelism: Int, keepGoing: Bool) {
            self.maxParallelism = max(1, maxParallelism)
            self.keepGoing = keepGoing
        }
    }

    /// Why no further run starts.
    enum Stop: Sendable {
        case failure(of: RunIndex)
        case request
    }

    let options: Options
    var entries: [RunEntry] = []
    var stop: Stop?
    /// Whether it was canceled before it began.
    var isCanceledEarly = false
    /// Runs that hold a place.
    var placesTaken = 0
    /// Scheduled runs of graphs, in order.
    var ready: Deque<RunIndex> = []
    /// Scheduled runs that a caller awaits.
    var awaitingPlace: Deque<RunIndex> = []
    /// Awaited runs that are over, whose callers need a place before they go on.
    var awaitingResume: Deque<RunIndex> = []
    /// Runs that just ended, whose relatives have not been told.
    var justEnded: [RunIndex] = []
    /// How the root ended, until that has been said.
    var outcome: PipelineRunState?

    /// Starts with no runs.
    package init(options: Options) {
        self.options = options
    }

    /// The number of runs made so far.
    package var count: Int {
        entries.count
    }

    /// Whether no further run starts.
    package var isStopping: Bool {
        stop != nil
    }

    /// The state of a run.
    package func state(of run: RunIndex) -> RunState {
        entries[Int(run)].state
    }

    /// The number of a run's present attempt, from 1; 0 before the first.
    package func attempt(of run: RunIndex) -> Int32 {
        entries[Int(run)].attempt
    }

    /// The run whose function made this one, or `nil` for the root.
    package func parent(of run: RunIndex) -> RunIndex? {
        let parent = entries[Int(run)].parent
        return parent == RunEntry.none ? nil : parent
    }

    /// Whether a caller awaits this run.
    package func isAwaited(_ run: RunIndex) -> Bool {
        entries[Int(run)].isAwaited
    }

    /// The label of a run's function.
    package func label(of run: RunIndex) -> String {
        entries[Int(run)].label
    }
}
