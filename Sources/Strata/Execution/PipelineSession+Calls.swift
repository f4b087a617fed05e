import StrataEngine
import StrataModel
import Synchronization

extension PipelineSession {
    /// Executes an awaited call as a run below the one that calls.
    ///
    /// - Throws: ``RunError`` where it does not succeed, `CancellationError` where everything is being stopped.
    func call<Output: Sendable>(
        _ definition: FunctionDefinition,
        from caller: RunFrame,
        _ inputs: [any Artifact],
        _ body: () async throws -> Output
    ) async throws -> Output {
        var output: Output?
        let called: (run: RunIndex, state: RunState)
        do {
            called = try await caller.scheduler.call(
                by: caller.run,
                attempt: caller.attempt,
                specification(of: definition)
            ) { run, started in
                state.withLock { $0.put(Slot(definition: definition), at: run) }
                let frame = RunFrame(session: self, scheduler: caller.scheduler, run: run, attempt: 1)
                do {
                    try await started(record(inputs, of: definition))
                } catch {
                    started([])
                    keep(error, of: run)
                    return .failed(failure(error, of: run, isStopping: caller.scheduler.isStopping))
                }
                await recorder?.settle()
                do {
                    output = try await execute(definition, frame, inputs, body)
                    return .computed
                } catch {
                    keep(error, of: run)
                    return .failed(failure(error, of: run, isStopping: caller.scheduler.isStopping))
                }
            }
        } catch let refusal as Scheduler.CallRefused {
            if refusal.isStopping { throw CancellationError() }
            throw GraphError(
                message: "'\(definition.record.label)' was called by a run that is over",
                remedy: "Await every call before the function that makes it returns."
            )
        }
        guard called.state.hasOutput, let output else {
            throw runError(for: called.run, scheduler: caller.scheduler, definition: definition)
        }
        return output
    }

    private func record(_ inputs: [any Artifact], of definition: FunctionDefinition) async throws -> [RunInput] {
        var recorded: [RunInput] = []
        for (parameter, value) in zip(definition.parameters, inputs) {
            guard let artifact = try await artifact(value, parameter.codec) else { continue }
            recorded.append(RunInput(name: parameter.record.name, artifact: artifact))
        }
        return recorded
    }

    private func execute<Output: Sendable>(
        _ definition: FunctionDefinition,
        _ frame: RunFrame,
        _ inputs: [any Artifact],
        _ body: () async throws -> Output
    ) async throws -> Output {
        let output = try await RunFrame.$current.withValue(frame) {
            guard let stub = FunctionStubs.replacement(of: definition) else { return try await body() }
            return try FunctionStubs.output(try await stub(FunctionInputs(values: inputs)))
        }
        try checkNoFutures(frame)
        let record = try await definition.output.asyncMap { try await artifact(output, $0) } ?? nil
        state.withLock { $0.slots[Int(frame.run)]?.record = record }
        return output
    }
}
