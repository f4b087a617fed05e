import StrataModel
import Testing

@Suite("States of runs")
struct RunStateTests {
    @Test("no transition leads out of a state that is over", arguments: RunState.allCases.filter(\.isTerminal))
    func terminal(state: RunState) {
        #expect(RunState.allCases.allSatisfy { !state.canBecome($0) })
    }

    @Test("every state but the first can be reached from it")
    func reachable() {
        var reached: Set<RunState> = [.created]
        var pending: [RunState] = [.created]
        while let state = pending.popLast() {
            for next in RunState.allCases where state.canBecome(next) && reached.insert(next).inserted {
                pending.append(next)
            }
        }
        #expect(reached == Set(RunState.allCases))
    }

    @Test("no state follows itself, and nothing becomes created", arguments: RunState.allCases)
    func noLoops(state: RunState) {
        #expect(!state.canBecome(state))
        #expect(!state.canBecome(.created))
    }
}
