import StrataModel
import Synchronization

@testable import StrataEngine

/// Executes runs with a closure, and watches how many do so at once.
final class FakeExecutor: RunExecutor {
    private struct State {
        var executing = 0
        var highWater = 0
        var executed: [RunIndex] = []
        var released: Set<RunIndex> = []
    }

    private let state = Mutex(State())
    private let body: @Sendable (RunIndex, Scheduler) async -> RunOutcome

    /// Prepares an executor whose runs do what `body` does.
    init(_ body: @escaping @Sendable (RunIndex, Scheduler) async -> RunOutcome) {
        self.body = body
    }

    /// The largest number of runs that were counted at once.
    var highWater: Int { state.withLock { $0.highWater } }
    /// The runs that executed, in the order in which they began.
    var executed: [RunIndex] { state.withLock { $0.executed } }
    var released: Set<RunIndex> { state.withLock { $0.released } }

    /// Counts the caller as executing while `body` does.
    func counting<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        state.withLock { state in
            state.executing += 1
            state.highWater = max(state.highWater, state.executing)
        }
        defer { state.withLock { $0.executing -= 1 } }
        return try await body()
    }

    func install(_ range: Range<RunIndex>, parent: RunIndex) {}

    func prepare(_ run: RunIndex) async -> Result<[RunInput], RunFailure> { .success([]) }

    func execute(_ run: RunIndex, attempt: Int32, on scheduler: Scheduler) async -> RunOutcome {
        state.withLock { $0.executed.append(run) }
        return await body(run, scheduler)
    }

    func conclude(_ run: RunIndex) async -> RunFailure? { nil }

    func recordedOutput(of run: RunIndex) -> ArtifactRecord? { nil }

    func release(_ run: RunIndex) {
        state.withLock { _ = $0.released.insert(run) }
    }
}

extension Scheduler {
    /// Makes an awaited call that does what `body` does.
    func call(
        by caller: RunIndex,
        _ body: (RunIndex) async -> RunOutcome
    ) async throws -> (run: RunIndex, state: RunState) {
        try await call(by: caller, attempt: 1, RunSpecification(function: 0, label: "call")) { run, started in
            started([])
            return await body(run)
        }
    }
}
