import StrataModel

extension Scheduler {
    /// What remains to be done once the lock is released.
    struct FollowUp {
        var resumptions: [CheckedContinuation<Void, Never>] = []
        var conclusions: [RunIndex] = []
        var executions: [(run: RunIndex, attempt: Int32)] = []
        var stopsExecuting = false
        var ends = false
    }

    /// Does, under the lock, what must happen in order, and collects the rest.
    func apply(_ effects: [MachineEffect], _ state: inout State) -> FollowUp {
        var followUp = FollowUp()
        for effect in effects {
            switch effect {
            case .transition(let run, let from, let to, let attempt, let failure):
                if let failure { state.failures[run] = failure }
                record(run, from: from, to: to, attempt: attempt, failure: failure)
            case .expanded(let parent, let range, let specifications):
                executor.install(range, parent: parent)
                recordCreations(range, specifications, parent: parent)
            case .conclude(let run):
                followUp.conclusions.append(run)
            case .start(let run):
                followUp.resumptions += state.starts.grant(run)
            case .resume(let run):
                // A call that was canceled before it had its place never starts; its caller waits for that still.
                if state.machine.attempt(of: run) == 0 { followUp.resumptions += state.starts.grant(run) }
                followUp.resumptions += state.resumptions.grant(run)
            case .release(let run):
                executor.release(run)
            case .stopExecuting:
                followUp.stopsExecuting = true
            case .ended(let outcome):
                state.ended = outcome
                followUp.ends = true
            }
        }
        while let run = state.machine.next() {
            followUp.executions.append((run, state.machine.attempt(of: run)))
        }
        return followUp
    }

    /// Does what `apply` left, but for conclusions, which take a task of their own or the one that is at hand.
    func perform(_ followUp: FollowUp) {
        for continuation in followUp.resumptions {
            continuation.resume()
        }
        for execution in followUp.executions {
            commands.push(.execute(execution.run, attempt: execution.attempt))
        }
        if followUp.stopsExecuting { commands.push(.stopExecuting) }
        if followUp.ends { commands.push(.end) }
    }

    private func record(
        _ run: RunIndex,
        from: RunState,
        to next: RunState,
        attempt: Int32,
        failure: RunFailure?
    ) {
        guard let recorder else { return }
        let output = next.hasOutput ? executor.recordedOutput(of: run) : nil
        recorder.record(
            .transition(
                RunTransition(
                    index: run,
                    from: from,
                    to: next,
                    time: clock(),
                    attempt: attempt,
                    output: output,
                    failure: failure
                )
            )
        )
    }
}
