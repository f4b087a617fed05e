package import StrataModel
import Synchronization

/// Drives one pipeline run: feeds a ``PipelineMachine`` with what happens, and does what it asks for.
///
/// Runs execute in child tasks of ``run(_:)``, as many as hold a place. A task that finishes a run takes the next one
/// itself, so a chain of runs starts no tasks.
package final class Scheduler: Sendable {
    /// What the lock protects.
    struct State {
        var machine: PipelineMachine
        /// Why runs did not succeed.
        var failures: [RunIndex: RunFailure] = [:]
        /// The state the pipeline run ended in.
        var ended: PipelineRunState?
        /// Awaited calls that wait for their place.
        var starts = Grants()
        /// Callers whose calls are over, by the call, that wait for a place.
        var resumptions = Grants()
    }

    enum Command {
        case execute(RunIndex, attempt: Int32)
        case stopExecuting
        case end
    }

    let executor: any RunExecutor
    let recorder: (any RunRecorder)?
    let clock: @Sendable () -> Timestamp
    let state: Mutex<State>
    let commands = CommandQueue<Command>()

    /// Prepares a pipeline run.
    ///
    /// - Parameters:
    ///   - options: The limits of parallelism and what follows a failure.
    ///   - executor: Executes the runs.
    ///   - recorder: Keeps what happens, or `nil` to keep nothing.
    ///   - clock: Gives the times that are recorded.
    package init(
        options: PipelineMachine.Options,
        executor: any RunExecutor,
        recorder: (any RunRecorder)?,
        clock: @escaping @Sendable () -> Timestamp
    ) {
        self.executor = executor
        self.recorder = recorder
        self.clock = clock
        state = Mutex(State(machine: PipelineMachine(options: options)))
    }

    /// Executes the root run and all below it, and returns when the last of them is over.
    ///
    /// To be called once.
    ///
    /// When the calling task is canceled, the pipeline run is.
    package func run(_ root: RunSpecification) async -> PipelineRunState {
        await withTaskCancellationHandler {
            let first = state.withLock { state in
                var effects: [MachineEffect] = []
                state.machine.begin(root, &effects)
                recordCreation(0, root, state.machine)
                return apply(effects, &state)
            }
            perform(first)
            if Task.isCancelled { cancel() }
            await withDiscardingTaskGroup { group in
                while true {
                    switch await commands.next() {
                    case .execute(let run, let attempt):
                        group.addTask { await self.work(run, attempt: attempt) }
                    case .stopExecuting:
                        group.cancelAll()
                    case .end:
                        return
                    }
                }
            }
            return state.withLock { $0.ended } ?? .failed
        } onCancel: {
            cancel()
        }
    }

    /// Stops the pipeline run: what executes is asked to stop, the rest never starts.
    ///
    /// Returns at once.
    package func cancel() {
        let followUp = state.withLock { state in
            var effects: [MachineEffect] = []
            state.machine.cancel(&effects)
            return apply(effects, &state)
        }
        perform(followUp)
    }

    /// Whether nothing new starts any more.
    ///
    /// The tasks of runs that execute are canceled a moment later.
    package var isStopping: Bool {
        state.withLock { $0.machine.isStopping }
    }

    /// Why a run did not succeed, if it is over and did not.
    package func failure(of run: RunIndex) -> RunFailure? {
        state.withLock { $0.failures[run] }
    }

    /// The state of a run.
    package func state(of run: RunIndex) -> RunState {
        state.withLock { $0.machine.state(of: run) }
    }

    /// The runs from `run` up to the root, each with its function's label; begins with `run`.
    package func ancestry(of run: RunIndex) -> [(run: RunIndex, label: String)] {
        state.withLock { state in
            var chain: [(run: RunIndex, label: String)] = []
            var next: RunIndex? = run
            while let current = next {
                chain.append((current, state.machine.label(of: current)))
                next = state.machine.parent(of: current)
            }
            return chain
        }
    }
}
