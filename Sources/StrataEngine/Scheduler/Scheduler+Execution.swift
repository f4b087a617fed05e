package import StrataModel
import Synchronization

extension Scheduler {
    /// Executes a run of a graph, then whatever it finds ready, until there is nothing for this task to do.
    func work(_ run: RunIndex, attempt: Int32) async {
        var current: (run: RunIndex, attempt: Int32)? = (run, attempt)
        while let (run, attempt) = current {
            let outcome = await executeOnce(run, attempt: attempt)
            await recorder?.waitForRoom()
            current = await report(run, attempt: attempt, outcome)
        }
    }

    private func executeOnce(_ run: RunIndex, attempt: Int32) async -> RunOutcome {
        switch await executor.prepare(run) {
        case .success(let inputs):
            recordStart(of: run, attempt: attempt, inputs: inputs)
            await recorder?.settle()
            return await executor.execute(run, attempt: attempt, on: self)
        case .failure(let failure):
            recordStart(of: run, attempt: attempt, inputs: [])
            return .failed(failure)
        }
    }

    /// Feeds an outcome to the machine, and does what follows.
    ///
    /// - Returns: A run that the calling task should execute next.
    private func report(
        _ run: RunIndex,
        attempt: Int32,
        _ outcome: RunOutcome
    ) async -> (run: RunIndex, attempt: Int32)? {
        let followUp = state.withLock { state in
            var effects: [MachineEffect] = []
            state.machine.finished(run, attempt: attempt, outcome, &effects)
            return apply(effects, &state)
        }
        return await follow(followUp, keepingOne: true)
    }

    /// Makes the outputs of graphs that are complete, and of those that become complete by it; passes runs that are
    /// ready to new tasks, but for one if the calling task takes it.
    @discardableResult
    func follow(_ first: FollowUp, keepingOne: Bool) async -> (run: RunIndex, attempt: Int32)? {
        var kept: (run: RunIndex, attempt: Int32)?
        var followUp = first
        var conclusions: [RunIndex] = []
        while true {
            if keepingOne, kept == nil, !followUp.executions.isEmpty {
                kept = followUp.executions.removeFirst()
            }
            conclusions += followUp.conclusions
            perform(followUp)
            guard let run = conclusions.popLast() else { return kept }
            let failure = await executor.conclude(run)
            followUp = state.withLock { state in
                var effects: [MachineEffect] = []
                state.machine.concluded(run, failure, &effects)
                return apply(effects, &state)
            }
        }
    }
}

extension Scheduler {
    /// Refused: the caller is over, or everything is being stopped.
    package struct CallRefused: Error {
        /// Whether everything is being stopped.
        package let isStopping: Bool
    }

    /// Makes a run for an awaited call and executes it in the calling task.
    ///
    /// - Parameters:
    ///   - caller: The run whose function calls.
    ///   - attempt: The caller's attempt.
    ///   - specification: The run to make.
    ///   - execute: Prepares and executes the run that is given; gives its recorded inputs to the function it is passed
    ///     before the function's own code starts.
    /// - Returns: The new run's number and state; by then the caller has its place again.
    /// - Throws: ``CallRefused`` where there is no run to make.
    package func call(
        by caller: RunIndex,
        attempt: Int32,
        _ specification: RunSpecification,
        _ execute: (RunIndex, _ started: ([RunInput]) -> Void) async -> RunOutcome
    ) async throws -> (run: RunIndex, state: RunState) {
        let (called, followUp) = state.withLock { state -> (RunIndex?, FollowUp) in
            var effects: [MachineEffect] = []
            let run = state.machine.called(by: caller, attempt: attempt, specification, &effects)
            if let run { recordCreation(run, specification, state.machine) }
            return (run, apply(effects, &state))
        }
        await follow(followUp, keepingOne: false)
        guard let run = called else { throw CallRefused(isStopping: isStopping) }
        await wait(for: run, in: \.starts)
        if state(of: run) == .running {
            let outcome = await execute(run) { recordStart(of: run, attempt: 1, inputs: $0) }
            await recorder?.waitForRoom()
            let followUp = state.withLock { state in
                var effects: [MachineEffect] = []
                state.machine.finished(run, attempt: 1, outcome, &effects)
                return apply(effects, &state)
            }
            await follow(followUp, keepingOne: false)
        }
        await wait(for: run, in: \.resumptions)
        return (run, state(of: run))
    }

    private func wait(for run: RunIndex, in grants: any WritableKeyPath<State, Grants> & Sendable) async {
        // Most are granted at once: no suspension then.
        if state.withLock({ $0[keyPath: grants].take(run) }) { return }
        await withCheckedContinuation { continuation in
            let isGranted = state.withLock { $0[keyPath: grants].take(run, orWait: continuation) }
            if isGranted { continuation.resume() }
        }
    }
}
