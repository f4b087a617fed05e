import StrataModel
import Testing

@testable import StrataEngine

@Suite("A run whose call is refused because everything stops")
struct RefusedCallTests {
    @Test("is canceled, although its code goes on and returns")
    func isCanceled() {
        var machine = PipelineMachine(options: .init(maxParallelism: 2, keepGoing: false))
        var effects: [MachineEffect] = []
        machine.begin(RunSpecification(function: 0, label: "root"), &effects)
        #expect(machine.next() == 0)
        machine.cancel(&effects)
        let call = RunSpecification(function: 1, label: "call")
        #expect(machine.called(by: 0, attempt: 1, call, &effects) == nil)
        machine.finished(0, attempt: 1, .computed, &effects)
        #expect(machine.state(of: 0) == .canceled)
    }

    @Test("is not, where it made none and had done its work")
    func isNotCanceled() {
        var machine = PipelineMachine(options: .init(maxParallelism: 2, keepGoing: false))
        var effects: [MachineEffect] = []
        machine.begin(RunSpecification(function: 0, label: "root"), &effects)
        #expect(machine.next() == 0)
        machine.cancel(&effects)
        machine.finished(0, attempt: 1, .computed, &effects)
        #expect(machine.state(of: 0) == .succeeded)
    }
}
