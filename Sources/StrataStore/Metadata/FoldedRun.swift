import StrataEngine
import StrataModel

/// What the changes of one batch make of one run.
///
/// Pure: the state machine's rule is enforced here, before anything is written.
struct FoldedRun {
    /// The run as it is after the changes; for one that is stored already, without what no change touched.
    private(set) var record: RunRecord
    /// The state in the database, or `nil` for a run that is not there yet.
    let storedState: RunState?
    /// The attempts to add to the run's history.
    private(set) var failedAttempts: [FailedAttempt] = []

    /// Starts with a new run.
    init(new record: RunRecord) {
        self.record = record
        storedState = nil
    }

    /// Starts with the columns of a stored run that transitions build on.
    init(stored index: RunIndex, state: RunState, attempt: Int32, times: RunTimes, failure: RunFailure?) {
        record = RunRecord(
            index: index,
            parent: nil,
            function: 0,
            state: state,
            attempt: attempt,
            times: times,
            failure: failure
        )
        storedState = state
    }

    /// Takes one step.
    ///
    /// - Throws: ``StoreError`` with code `illegalTransition` where the run is in another state than the step starts
    ///   from, or may not take it.
    mutating func apply(_ transition: RunTransition, in pipelineRun: PipelineRunID) throws {
        guard record.state == transition.from, transition.from.canBecome(transition.to) else {
            throw Self.refusal(of: transition, recorded: record.state, in: pipelineRun)
        }
        if transition.to == .retrying {
            failedAttempts.append(
                FailedAttempt(
                    number: transition.attempt,
                    started: record.times.started,
                    ended: transition.time,
                    failure: transition.failure
                )
            )
        }
        record.state = transition.to
        record.attempt = transition.attempt
        record.times.enter(transition.to, at: transition.time)
        if !transition.inputs.isEmpty { record.inputs = transition.inputs }
        if transition.output != nil { record.output = transition.output }
        if transition.failure != nil {
            record.failure = transition.failure
        } else if transition.to != .failed, transition.to != .nestedFailed, transition.to != .canceled {
            record.failure = nil
        }
    }

    /// The error for a step that the recorded state does not allow.
    static func refusal(
        of transition: RunTransition,
        recorded: RunState,
        in pipelineRun: PipelineRunID
    ) -> StoreError {
        let run = RunID(pipelineRun: pipelineRun, index: transition.index).short
        let step = "from '\(transition.from.rawValue)' to '\(transition.to.rawValue)'"
        guard recorded == transition.from else {
            return StoreError(
                .illegalTransition,
                "Run \(run) cannot go \(step): it is recorded as '\(recorded.rawValue)'.",
                remedy: "Another process may be driving this pipeline run; only one may.",
                presentState: recorded
            )
        }
        let rule = recorded.isTerminal ? "it has ended" : "no run may take that step"
        return StoreError(.illegalTransition, "Run \(run) cannot go \(step): \(rule).", presentState: recorded)
    }
}
