import StrataModel
import StrataTestSupport

@testable import StrataEngine

/// Drives a machine through a plan, in random order, as a scheduler and user code would.
final class MachineSimulation {
    /// Code that executes.
    private struct Activity {
        var group = 0
        /// Calls of the present group that are open.
        var open: Set<RunIndex> = []
        /// The calls of the present group, in order.
        var called: [RunIndex] = []
    }

    private(set) var machine: PipelineMachine
    let witness = MachineWitness()
    private(set) var steps = 0
    private let plans: [RunPlan]
    private var generator: SeededGenerator
    private var activities: [RunIndex: Activity] = [:]
    private var order: [RunIndex] = []
    private var conclusions: [RunIndex] = []
    /// The step at which the pipeline run is canceled, if it is.
    private let cancelStep: Int?

    init(_ pipeline: PipelinePlan, seed: UInt64, options: PipelineMachine.Options, cancelStep: Int?) {
        plans = pipeline.plans
        generator = SeededGenerator(seed: seed)
        machine = PipelineMachine(options: options)
        self.cancelStep = cancelStep
    }

    /// The states in which the runs ended, by plan.
    var states: [Int: RunState] {
        var states: [Int: RunState] = [:]
        for (run, entry) in machine.entries.enumerated() {
            states[Int(entry.function)] = machine.state(of: RunIndex(run))
        }
        return states
    }

    func run() {
        witness.made(0, parent: nil)
        event { machine, effects in machine.begin(self.specification(PipelinePlan.root), &effects) }
        while witness.ended == nil, witness.violations.isEmpty {
            if steps == cancelStep {
                event { machine, effects in machine.cancel(&effects) }
            } else if Int.random(in: 0..<8, using: &generator) == 0 {
                reportNonsense()
            } else if !conclusions.isEmpty, Bool.random(using: &generator) {
                conclude()
            } else if let run = order.filter({ canAct($0) }).randomElement(using: &generator) {
                act(run)
            } else if !conclusions.isEmpty {
                conclude()
            } else {
                witness.expect(false, "nothing can go on: \(machine.entries.map(\.state.rawValue))")
            }
        }
        witness.checkEnd()
    }

    private func specification(_ plan: Int, _ dependencies: [RunDependency] = []) -> RunSpecification {
        RunSpecification(function: FunctionKey(plan), label: "f\(plan)", dependencies: dependencies)
    }

    private func plan(of run: RunIndex) -> RunPlan {
        plans[Int(machine.entries[Int(run)].function)]
    }

    /// Feeds the machine, and takes up all that follows.
    private func event(_ feed: (inout PipelineMachine, inout [MachineEffect]) -> Void) {
        var effects: [MachineEffect] = []
        feed(&machine, &effects)
        witness.saw(effects, machine)
        for effect in effects {
            switch effect {
            case .start(let run): begin(run)
            case .conclude(let run): conclusions.append(run)
            case .resume(let run):
                if let caller = machine.parent(of: run) { activities[caller]?.open.remove(run) }
            default: break
            }
        }
        while let run = machine.next() {
            witness.began(run, machine)
            begin(run)
        }
        steps += 1
        witness.check(machine)
    }

    private func begin(_ run: RunIndex) {
        activities[run] = Activity()
        order.append(run)
    }

    private func canAct(_ run: RunIndex) -> Bool {
        guard let activity = activities[run] else { return false }
        if activity.open.isEmpty { return true }
        guard case .calls(let groups, let leavesLastOpen, _) = plan(of: run).work else { return false }
        let hasMore = activity.group < groups.count && activity.called.count < groups[activity.group].count
        return hasMore || (leavesLastOpen && activity.group == groups.count - 1)
    }

    private func act(_ run: RunIndex) {
        let plan = plan(of: run)
        switch plan.work {
        case .graph(let members, let result, _):
            guard plan.ending == .well else { return finish(run, outcome(plan.ending)) }
            let runs = members.map { member in
                specification(member.plan, member.dependencies.map { RunDependency(run: RunIndex($0), input: 0) })
            }
            finish(run, .expanded(GraphExpansion(runs: runs, result: result.map(Int32.init))))
        case .calls(let groups, let leavesLastOpen, let catches):
            step(run, groups, leavesLastOpen: leavesLastOpen, catches: catches, plan.ending)
        }
    }

    private func step(
        _ run: RunIndex,
        _ groups: [[Int]],
        leavesLastOpen: Bool,
        catches: Bool,
        _ ending: RunPlan.Ending
    ) {
        guard let activity = activities[run], activity.group < groups.count else {
            return finish(run, outcome(ending))
        }
        let group = groups[activity.group]
        if activity.called.count < group.count {
            return call(group[activity.called.count], by: run)
        }
        let isLast = activity.group == groups.count - 1
        if !(leavesLastOpen && isLast), !catches,
            let bad = activity.called.first(where: { !machine.state(of: $0).hasOutput })
        {
            let isCanceled = machine.state(of: bad) == .canceled
            return finish(run, isCanceled ? outcome(.canceled) : .failed(RunFailure(cause: .nested(bad), message: "")))
        }
        activities[run]?.group += 1
        activities[run]?.called = []
        if isLast { finish(run, outcome(ending)) }
    }

    private func call(_ plan: Int, by caller: RunIndex) {
        var child: RunIndex?
        var effects: [MachineEffect] = []
        child = machine.called(by: caller, attempt: 1, specification(plan), &effects)
        guard let child else {
            witness.expect(witness.isStopping, "a call of run \(caller) was refused")
            witness.expect(effects.isEmpty, "a refused call has effects")
            return finish(caller, outcome(.canceled))
        }
        witness.made(child, parent: caller)
        activities[caller]?.called.append(child)
        activities[caller]?.open.insert(child)
        event { _, all in all = effects }
    }

    private func finish(_ run: RunIndex, _ outcome: RunOutcome) {
        activities[run] = nil
        order.removeAll { $0 == run }
        event { machine, effects in
            let counts = machine.finished(run, attempt: 1, outcome, &effects)
            if !counts { effects = [] }
        }
    }

    private func conclude() {
        let run = conclusions.remove(at: Int.random(in: conclusions.indices, using: &generator))
        guard case .graph(_, _, let concludes) = plan(of: run).work else { return }
        event { machine, effects in
            machine.concluded(run, concludes ? nil : RunFailure(cause: .artifact, message: "no output"), &effects)
        }
    }

    /// Reports what is over, was never, or belongs to another attempt: the machine must not care.
    private func reportNonsense() {
        let run = RunIndex.random(in: 0..<RunIndex(machine.count), using: &generator)
        let isOver = activities[run] == nil
        let attempt: Int32 = isOver ? Int32.random(in: 0...2, using: &generator) : 2
        var effects: [MachineEffect] = []
        let counted = machine.finished(run, attempt: attempt, outcome(.well), &effects)
        let child = machine.called(by: run, attempt: attempt, specification(0), &effects)
        if !conclusions.contains(run), machine.state(of: run) != .ran { machine.concluded(run, nil, &effects) }
        witness.expect(!counted && child == nil && effects.isEmpty, "a stale report of run \(run) counted")
        witness.check(machine)
        steps += 1
    }

    private func outcome(_ ending: RunPlan.Ending) -> RunOutcome {
        switch ending {
        case .well: .computed
        case .failed: .failed(RunFailure(cause: .user, message: "failed"))
        case .canceled: .failed(RunFailure(cause: .canceled(because: nil), message: "canceled"))
        }
    }
}
