import StrataModel

/// Says how each run of a plan ends when nothing stops and everything is done one after the other.
struct ReferenceEvaluator {
    private let plans: [RunPlan]
    /// The states of the runs that are made at all, by plan.
    private(set) var states: [Int: RunState] = [:]

    init(_ pipeline: PipelinePlan) {
        plans = pipeline.plans
        _ = evaluate(PipelinePlan.root)
    }

    private mutating func evaluate(_ position: Int) -> RunState {
        let plan = plans[position]
        let state: RunState
        switch plan.work {
        case .calls(let groups, let leavesLastOpen, let catches):
            state = calls(groups, leavesLastOpen: leavesLastOpen, catches: catches) ?? Self.state(for: plan.ending)
        case .graph(let members, _, let concludes):
            state = plan.ending == .well ? graph(members, concludes: concludes) : Self.state(for: plan.ending)
        }
        states[position] = state
        return state
    }

    private mutating func calls(_ groups: [[Int]], leavesLastOpen: Bool, catches: Bool) -> RunState? {
        for (number, group) in groups.enumerated() {
            let ended = group.map { evaluate($0) }
            guard !(leavesLastOpen && number == groups.count - 1), !catches else { continue }
            if let bad = ended.first(where: { !$0.hasOutput }) {
                return bad == .canceled ? .canceled : .nestedFailed
            }
        }
        return nil
    }

    private mutating func graph(_ members: [RunPlan.Member], concludes: Bool) -> RunState {
        var ended: [RunState] = []
        for member in members {
            if member.dependencies.allSatisfy({ ended[$0].hasOutput }) {
                ended.append(evaluate(member.plan))
            } else {
                states[member.plan] = .canceled
                ended.append(.canceled)
            }
        }
        if ended.contains(where: { $0 == .failed || $0 == .nestedFailed }) { return .nestedFailed }
        if ended.contains(.canceled) { return .canceled }
        return concludes ? .succeeded : .failed
    }

    private static func state(for ending: RunPlan.Ending) -> RunState {
        switch ending {
        case .well: .succeeded
        case .failed: .failed
        case .canceled: .canceled
        }
    }
}
