import DequeModule
package import StrataModel

extension PipelineMachine {
    /// Makes the root run.
    ///
    /// The first event.
    package mutating func begin(_ root: RunSpecification, _ effects: inout [MachineEffect]) {
        append(root, parent: RunEntry.none, isAwaited: false, dependencies: [])
        schedule(0, &effects)
        if isCanceledEarly { cancel(&effects) }
    }

    /// The next run to execute, which from now on is running and holds a place; `nil` where none is ready or no place
    /// is free.
    ///
    /// Call it after every event until it gives `nil`.
    package mutating func next() -> RunIndex? {
        guard stop == nil else { return nil }
        while placesTaken < options.maxParallelism, let run = ready.popFirst() {
            guard entries[Int(run)].state == .scheduled else { continue }
            takePlace(run)
            entries[Int(run)].state = .running
            entries[Int(run)].attempt += 1
            return run
        }
        return nil
    }

    /// Reports how an attempt ended.
    ///
    /// - Returns: Whether the report counts: one for an attempt that is not the present one, or was reported before, does
    ///   not.
    @discardableResult
    package mutating func finished(
        _ run: RunIndex,
        attempt: Int32,
        _ outcome: RunOutcome,
        _ effects: inout [MachineEffect]
    ) -> Bool {
        let entry = entries[Int(run)]
        guard entry.state == .running, entry.attempt == attempt, entry.held == nil else { return false }
        if entry.liveChildren > 0 {
            // Its code went on without waiting for a call. A child never outlives its parent, so the end has to wait.
            entries[Int(run)].held = outcome
        } else {
            settle(run, outcome, &effects)
        }
        leavePlace(run)
        drain(&effects)
        return true
    }

    /// Reports that a graph's output has been made, or why it could not be.
    package mutating func concluded(_ run: RunIndex, _ failure: RunFailure?, _ effects: inout [MachineEffect]) {
        guard entries[Int(run)].state == .ran else { return }
        if let failure {
            end(run, .failed, failure, &effects)
        } else {
            end(run, .succeeded, nil, &effects)
        }
        drain(&effects)
    }

    /// Makes a run for an awaited call inside `caller`.
    ///
    /// The caller gives its place up until the call is over.
    ///
    /// - Returns: The new run, or `nil` where the caller is over or the pipeline run is stopping.
    package mutating func called(
        by caller: RunIndex,
        attempt: Int32,
        _ specification: RunSpecification,
        _ effects: inout [MachineEffect]
    ) -> RunIndex? {
        let entry = entries[Int(caller)]
        guard entry.state == .running, entry.attempt == attempt, entry.held == nil else { return nil }
        guard stop == nil else {
            entries[Int(caller)].wasRefused = true
            return nil
        }
        let child = RunIndex(entries.count)
        append(specification, parent: caller, isAwaited: true, dependencies: [])
        entries[Int(caller)].liveChildren += 1
        entries[Int(caller)].calls += 1
        leavePlace(caller)
        transition(child, .scheduled, nil, &effects)
        awaitingPlace.append(child)
        drain(&effects)
        return child
    }

    /// Stops everything: what has not started never will, what executes is told to stop.
    ///
    /// Before ``begin(_:_:)`` it is remembered until then.
    package mutating func cancel(_ effects: inout [MachineEffect]) {
        guard let root = entries.first else {
            isCanceledEarly = true
            return
        }
        guard stop == nil, !root.state.isTerminal else { return }
        stopAll(.request, &effects)
        drain(&effects)
    }
}
