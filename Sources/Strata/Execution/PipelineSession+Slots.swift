import StrataEngine
import StrataModel
import Synchronization

extension PipelineSession {
    /// The output of a run that succeeded, while something may still take it.
    func output(of run: RunIndex) -> (any Sendable)? {
        state.withLock { $0.slot(run)?.output }
    }

    func keep(_ error: any Error, of run: RunIndex) {
        state.withLock { $0.errors[run] = error }
    }

    func error(of run: RunIndex) -> (any Error)? {
        state.withLock { $0.errors[run] }
    }

    func definition(of run: RunIndex) -> FunctionDefinition? {
        state.withLock { $0.slot(run)?.definition }
    }
}

extension PipelineSession.State {
    func slot(_ run: RunIndex) -> PipelineSession.Slot? {
        slots.indices.contains(Int(run)) ? slots[Int(run)] : nil
    }

    /// Puts a run in its place.
    ///
    /// Awaited calls may arrive out of order.
    mutating func put(_ slot: PipelineSession.Slot, at run: RunIndex) {
        while slots.count <= Int(run) { slots.append(nil) }
        slots[Int(run)] = slot
    }
}
