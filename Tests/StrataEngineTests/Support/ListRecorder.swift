import StrataModel
import Synchronization

@testable import StrataEngine

/// Keeps changes in memory.
final class ListRecorder: RunRecorder {
    private let state = Mutex<[RecordChange]>([])

    var changes: [RecordChange] { state.withLock { $0 } }

    func record(_ change: RecordChange) {
        state.withLock { $0.append(change) }
    }

    func settle() async {}

    func waitForRoom() async {}

    /// The first step that does not follow from the ones before it, if there is one.
    var firstIllegalStep: String? {
        var states: [RunIndex: RunState] = [:]
        for change in changes {
            switch change {
            case .created(let record):
                guard states.updateValue(record.state, forKey: record.index) == nil else {
                    return "\(record) is made twice"
                }
            case .transition(let step):
                guard states[step.index] == step.from, step.from.canBecome(step.to) else { return "\(step)" }
                states[step.index] = step.to
            default:
                break
            }
        }
        return states.values.allSatisfy(\.isTerminal) ? nil : "not all runs ended: \(states)"
    }
}
