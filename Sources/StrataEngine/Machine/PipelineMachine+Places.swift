import DequeModule
import StrataModel

extension PipelineMachine {
    mutating func takePlace(_ run: RunIndex) {
        entries[Int(run)].holdsPlace = true
        placesTaken += 1
    }

    mutating func leavePlace(_ run: RunIndex) {
        guard entries[Int(run)].holdsPlace else { return }
        entries[Int(run)].holdsPlace = false
        placesTaken -= 1
    }

    /// Gives free places to callers whose calls are over, then to calls that wait; graphs' runs take what is left with
    /// ``next()``.
    ///
    /// Finishing what has begun before beginning more keeps the number of open runs small.
    mutating func handOutPlaces(_ effects: inout [MachineEffect]) {
        while let run = awaitingResume.first {
            let caller = entries[Int(run)].parent
            let needsPlace = needsPlaceToGoOn(caller)
            guard !needsPlace || placesTaken < options.maxParallelism else { return }
            awaitingResume.removeFirst()
            if needsPlace { takePlace(caller) }
            effects.append(.resume(run))
        }
        while placesTaken < options.maxParallelism, let run = awaitingPlace.popFirst() {
            guard entries[Int(run)].state == .scheduled else { continue }
            takePlace(run)
            entries[Int(run)].state = .running
            entries[Int(run)].attempt += 1
            effects.append(.start(run))
        }
    }

    /// A caller goes on without a place while other calls of it are open, or when everything is being stopped.
    private func needsPlaceToGoOn(_ caller: RunIndex) -> Bool {
        let entry = entries[Int(caller)]
        return stop == nil && entry.state == .running && entry.held == nil && entry.calls == 0 && !entry.holdsPlace
    }
}
