import StrataModel

extension PipelineMachine {
    /// Turns the end of an attempt into the run's next state.
    mutating func settle(_ run: RunIndex, _ outcome: RunOutcome, _ effects: inout [MachineEffect]) {
        switch outcome {
        case .computed:
            // Code that goes on without a call that was stopped gives another output than it would have given.
            let entry = entries[Int(run)]
            if stop != nil, entry.wasRefused || entry.canceledChild != RunEntry.none {
                end(run, .canceled, cancelation(of: run), &effects)
            } else {
                end(run, .succeeded, nil, &effects)
            }
        case .expanded(let expansion):
            if stop == nil {
                expand(run, expansion, &effects)
            } else {
                end(run, .canceled, cancelation(of: run), &effects)
            }
        case .failed(let failure):
            end(run, state(for: failure), failure, &effects)
        }
    }

    private func state(for failure: RunFailure) -> RunState {
        switch failure.cause {
        case .nested: .nestedFailed
        case .canceled: .canceled
        default: .failed
        }
    }

    private mutating func expand(_ run: RunIndex, _ expansion: GraphExpansion, _ effects: inout [MachineEffect]) {
        transition(run, .ran, nil, &effects)
        let base = RunIndex(entries.count)
        for specification in expansion.runs {
            append(
                specification,
                parent: run,
                isAwaited: false,
                dependencies: specification.dependencies.map { base + $0.run }
            )
        }
        let range = base..<RunIndex(entries.count)
        effects.append(.expanded(parent: run, range: range, expansion.runs))
        for child in range {
            for dependency in entries[Int(child)].dependencies {
                entries[Int(dependency)].dependents.append(child)
                entries[Int(dependency)].takers += 1
            }
        }
        entries[Int(run)].liveChildren = Int32(range.count)
        if let result = expansion.result {
            entries[Int(run)].result = base + result
            entries[Int(base + result)].takers += 1
        }
        for child in range where entries[Int(child)].unmet == 0 {
            schedule(child, &effects)
        }
        if range.isEmpty {
            effects.append(.conclude(run))
        }
    }

    /// Tells the relatives of runs that ended, and theirs, until nothing changes; then hands out places.
    ///
    /// A list instead of recursion, since graphs may be nested deeply.
    mutating func drain(_ effects: inout [MachineEffect]) {
        repeat {
            while let run = justEnded.popLast() {
                tellDependents(of: run, &effects)
                letGoOfInputs(of: run, &effects)
                tellParent(of: run, &effects)
            }
            handOutPlaces(&effects)
        } while !justEnded.isEmpty
        if let outcome {
            // The last effect: whoever goes on because of the others has been told by now.
            self.outcome = nil
            effects.append(.ended(outcome))
        }
    }

    private mutating func tellDependents(of run: RunIndex, _ effects: inout [MachineEffect]) {
        let entry = entries[Int(run)]
        guard !entry.state.hasOutput else {
            for dependent in entry.dependents {
                entries[Int(dependent)].unmet -= 1
                if entries[Int(dependent)].unmet == 0, entries[Int(dependent)].state == .created, stop == nil {
                    schedule(dependent, &effects)
                }
            }
            return
        }
        let culprit = self.culprit(of: run)
        for dependent in entry.dependents where !entries[Int(dependent)].state.isTerminal {
            let failure = RunFailure(
                cause: .canceled(because: culprit),
                message: "not run: it needs '\(entry.label)' (run \(run)), which did not succeed"
            )
            end(dependent, .canceled, failure, &effects)
        }
        if entry.state != .canceled, !entry.isAwaited, !options.keepGoing, stop == nil {
            stopAll(.failure(of: run), &effects)
        }
    }

    /// The run whose failure is behind this one's end.
    private func culprit(of run: RunIndex) -> RunIndex {
        let entry = entries[Int(run)]
        if entry.state == .canceled, let first = entry.cancelReason { return first }
        return run
    }

    private mutating func letGoOfInputs(of run: RunIndex, _ effects: inout [MachineEffect]) {
        for dependency in entries[Int(run)].dependencies {
            letGo(of: dependency, &effects)
        }
        if entries[Int(run)].result != RunEntry.none {
            letGo(of: entries[Int(run)].result, &effects)
        }
        if entries[Int(run)].takers == 0, entries[Int(run)].state.hasOutput, entries[Int(run)].parent != RunEntry.none {
            effects.append(.release(run))
        }
    }

    private mutating func letGo(of run: RunIndex, _ effects: inout [MachineEffect]) {
        entries[Int(run)].takers -= 1
        if entries[Int(run)].takers == 0, entries[Int(run)].state.hasOutput {
            effects.append(.release(run))
        }
    }

    private mutating func tellParent(of run: RunIndex, _ effects: inout [MachineEffect]) {
        let child = entries[Int(run)]
        guard child.parent != RunEntry.none else {
            outcome = pipelineState(for: child.state)
            return
        }
        let parent = Int(child.parent)
        entries[parent].liveChildren -= 1
        noteEnd(of: run, child.state, in: parent)
        if child.isAwaited {
            entries[parent].calls -= 1
            awaitingResume.append(run)
        }
        guard entries[parent].liveChildren == 0 else { return }
        if let outcome = entries[parent].held {
            entries[parent].held = nil
            settle(child.parent, outcome, &effects)
        } else if entries[parent].state == .ran {
            close(child.parent, &effects)
        }
    }

    private mutating func noteEnd(of run: RunIndex, _ state: RunState, in parent: Int) {
        switch state {
        case .failed, .nestedFailed:
            if entries[parent].failedChild == RunEntry.none { entries[parent].failedChild = run }
        case .canceled:
            if entries[parent].canceledChild == RunEntry.none { entries[parent].canceledChild = run }
        default:
            break
        }
    }

    /// Ends a graph whose runs are all over.
    private mutating func close(_ run: RunIndex, _ effects: inout [MachineEffect]) {
        let entry = entries[Int(run)]
        if entry.failedChild != RunEntry.none {
            let failure = RunFailure(
                cause: .nested(entry.failedChild),
                message: "'\(entries[Int(entry.failedChild)].label)' (run \(entry.failedChild)) failed"
            )
            end(run, .nestedFailed, failure, &effects)
        } else if entry.canceledChild != RunEntry.none {
            end(run, .canceled, cancelation(of: run), &effects)
        } else {
            effects.append(.conclude(run))
        }
    }

    private func pipelineState(for root: RunState) -> PipelineRunState {
        if root.hasOutput { return .succeeded }
        if case .request = stop { return .canceled }
        return root == .canceled ? .canceled : .failed
    }
}
