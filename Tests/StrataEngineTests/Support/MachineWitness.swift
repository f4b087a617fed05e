import StrataModel

@testable import StrataEngine

/// Watches a machine from outside and notes every rule that it breaks.
final class MachineWitness {
    private(set) var violations: [String] = []
    /// The states as the effects tell them.
    private(set) var states: [RunState] = []
    private(set) var ended: PipelineRunState?
    private(set) var isStopping = false
    private var children: [[RunIndex]] = []
    private var takers: [[RunIndex]] = []
    private var released: Set<RunIndex> = []
    private var started: Set<RunIndex> = []

    /// Takes up a run that was made.
    func made(_ run: RunIndex, parent: RunIndex?) {
        expect(Int(run) == states.count, "run \(run) is numbered out of order")
        states.append(.created)
        children.append([])
        takers.append([])
        if let parent { children[Int(parent)].append(run) }
    }

    /// Takes up that a run began to execute.
    func began(_ run: RunIndex, _ machine: PipelineMachine) {
        expect(started.insert(run).inserted, "run \(run) started twice")
        expect(!isStopping, "run \(run) started while stopping")
        expect(machine.entries[Int(run)].holdsPlace, "run \(run) started without a place")
        expect(machine.attempt(of: run) == 1, "run \(run) starts with attempt \(machine.attempt(of: run))")
        step(run, from: states[Int(run)], to: .running)
    }

    /// Takes up effects, in order.
    func saw(_ effects: [MachineEffect], _ machine: PipelineMachine) {
        for effect in effects {
            expect(ended == nil, "an effect after the end: \(effect)")
            switch effect {
            case .transition(let run, let from, let to, _, let failure):
                step(run, from: from, to: to)
                expect(
                    to.isTerminal && !to.hasOutput ? failure != nil : failure == nil,
                    "a failure with \(to) of \(run)"
                )
            case .expanded(let parent, let range, _):
                for run in range { made(run, parent: parent) }
                for run in range {
                    for dependency in machine.entries[Int(run)].dependencies { takers[Int(dependency)].append(run) }
                }
                let result = machine.entries[Int(parent)].result
                if result != RunEntry.none { takers[Int(result)].append(parent) }
            case .release(let run):
                expect(released.insert(run).inserted, "run \(run) was released twice")
                expect(states[Int(run)].hasOutput, "run \(run) was released without an output")
                let open = takers[Int(run)].filter { !states[Int($0)].isTerminal }
                expect(open.isEmpty, "run \(run) was released while \(open) may take it")
            case .start(let run):
                began(run, machine)
            case .stopExecuting:
                isStopping = true
            case .ended(let state):
                ended = state
                expect(states.allSatisfy(\.isTerminal), "the pipeline run ended before its runs")
            case .conclude, .resume:
                break
            }
        }
    }

    private func step(_ run: RunIndex, from: RunState, to: RunState) {
        expect(states[Int(run)] == from, "run \(run) is \(states[Int(run)]) and goes from \(from) to \(to)")
        expect(from.canBecome(to), "run \(run) goes from \(from) to \(to)")
        states[Int(run)] = to
        if to.isTerminal {
            let open = children[Int(run)].filter { !states[Int($0)].isTerminal }
            expect(open.isEmpty, "run \(run) ended before its children \(open)")
        }
    }

    /// Checks what must hold between two events.
    func check(_ machine: PipelineMachine) {
        let holders = machine.entries.count { $0.holdsPlace }
        expect(holders == machine.placesTaken, "\(holders) runs hold \(machine.placesTaken) places")
        expect(holders <= machine.options.maxParallelism, "\(holders) places are taken")
        for (run, entry) in machine.entries.enumerated() {
            expect(entry.state == states[run], "run \(run) is \(entry.state) without a word")
            expect(!entry.holdsPlace || entry.state == .running, "run \(run) is \(entry.state) and holds a place")
            expect(entry.liveChildren >= 0 && entry.calls >= 0 && entry.takers >= 0, "run \(run) counts below zero")
            if entry.state == .created {
                let dead = entry.dependencies.filter { states[Int($0)].isTerminal && !states[Int($0)].hasOutput }
                expect(dead.isEmpty, "run \(run) waits for \(dead), which ended without an output")
                let open = entry.dependencies.filter { !states[Int($0)].hasOutput }
                expect(!open.isEmpty, "run \(run) waits for nothing")
            }
            if entry.state == .scheduled {
                expect(holders == machine.options.maxParallelism, "run \(run) is ready and starves")
            }
        }
    }

    /// Checks what must hold once no event can come any more.
    func checkEnd() {
        expect(ended != nil, "it never ended: \(states.map(\.rawValue))")
        for (run, state) in states.enumerated() where run > 0 && state.hasOutput {
            expect(released.contains(RunIndex(run)), "the output of run \(run) was never released")
        }
    }

    /// Notes a rule that does not hold.
    func expect(_ holds: Bool, _ message: @autoclosure () -> String) {
        if !holds, violations.count < 10 { violations.append(message()) }
    }
}
