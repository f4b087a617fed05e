import StrataModel

extension PipelineMachine {
    mutating func append(
        _ specification: RunSpecification,
        parent: RunIndex,
        isAwaited: Bool,
        dependencies: [RunIndex]
    ) {
        entries.append(
            RunEntry(
                function: specification.function,
                label: specification.label,
                parent: parent,
                isAwaited: isAwaited,
                dependencies: dependencies,
                unmet: Int32(dependencies.count)
            )
        )
    }

    mutating func schedule(_ run: RunIndex, _ effects: inout [MachineEffect]) {
        transition(run, .scheduled, nil, &effects)
        ready.append(run)
    }

    mutating func transition(
        _ run: RunIndex,
        _ state: RunState,
        _ failure: RunFailure?,
        _ effects: inout [MachineEffect]
    ) {
        let from = entries[Int(run)].state
        entries[Int(run)].state = state
        effects.append(
            .transition(run, from: from, to: state, attempt: entries[Int(run)].attempt, failure: failure)
        )
    }

    /// Ends a run; its relatives are told by `drain`.
    mutating func end(
        _ run: RunIndex,
        _ state: RunState,
        _ failure: RunFailure?,
        _ effects: inout [MachineEffect]
    ) {
        if case .canceled(let culprit?)? = failure?.cause {
            entries[Int(run)].cancelReason = culprit
        }
        transition(run, state, failure, &effects)
        justEnded.append(run)
    }

    /// Stops the pipeline run: cancels every run that has not started and asks those that execute to stop.
    mutating func stopAll(_ reason: Stop, _ effects: inout [MachineEffect]) {
        stop = reason
        for run in RunIndex(0)..<RunIndex(entries.count) {
            switch entries[Int(run)].state {
            case .created, .scheduled, .retrying:
                end(run, .canceled, cancelation(of: run), &effects)
            default:
                break
            }
        }
        ready.removeAll()
        awaitingPlace.removeAll()
        effects.append(.stopExecuting)
    }

    /// The failure of a run that is canceled because everything stops.
    func cancelation(of run: RunIndex) -> RunFailure {
        switch stop {
        case .failure(let culprit):
            RunFailure(
                cause: .canceled(because: culprit),
                message: "canceled: '\(entries[Int(culprit)].label)' (run \(culprit)) failed",
                remedy: "To let what does not depend on a failed run finish, use --keep-going."
            )
        case .request, nil:
            if let child = entries[Int(run)].canceledChildIfAny, let culprit = entries[Int(child)].cancelReason {
                RunFailure(
                    cause: .canceled(because: culprit),
                    message: "canceled: '\(entries[Int(culprit)].label)' (run \(culprit)) failed"
                )
            } else {
                RunFailure(cause: .canceled(because: nil), message: "canceled on request")
            }
        }
    }
}
