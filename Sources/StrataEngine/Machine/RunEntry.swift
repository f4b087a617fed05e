import StrataModel

/// What the machine knows of one run.
///
/// Kept small: there may be hundreds of thousands.
struct RunEntry: Sendable {
    let function: FunctionKey
    let label: String
    /// The run whose function made it; ``RunEntry/none`` for the root.
    let parent: RunIndex
    let isAwaited: Bool
    /// The runs it waits for, once for each edge.
    let dependencies: [RunIndex]

    var state: RunState = .created
    var attempt: Int32 = 0
    /// Edges whose run has not succeeded yet.
    var unmet: Int32
    /// The runs that wait for it, once for each edge.
    var dependents: [RunIndex] = []
    /// How many may still take its output: dependents, and the parent if it is the parent's result.
    var takers: Int32 = 0
    /// Runs it made that are not over.
    var liveChildren: Int32 = 0
    /// Awaited runs among them.
    var calls: Int32 = 0
    /// Whether it counts against the limit of parallelism.
    var holdsPlace = false
    /// For a graph: which child gives the output.
    var result: RunIndex = RunEntry.none
    /// The first child that failed, and the first that was canceled.
    var failedChild: RunIndex = RunEntry.none
    var canceledChild: RunIndex = RunEntry.none
    /// Whether a call of it was refused because everything is being stopped.
    var wasRefused = false
    /// For a canceled run: the run whose failure was the reason, if one was.
    var cancelReason: RunIndex?
    /// How its attempt ended, where that has to wait until its children are over.
    var held: RunOutcome?

    /// The first child that was canceled, if one was.
    var canceledChildIfAny: RunIndex? {
        canceledChild == RunEntry.none ? nil : canceledChild
    }

    /// Stands for no run.
    static let none: RunIndex = -1
}
