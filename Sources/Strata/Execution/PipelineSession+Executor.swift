import StrataEngine
import StrataModel
import Synchronization

extension PipelineSession: RunExecutor {
    /// Takes up the root.
    func installRoot(_ slot: Slot) {
        state.withLock { $0.put(slot, at: 0) }
    }

    func install(_ range: Range<RunIndex>, parent: RunIndex) {
        state.withLock { state in
            guard let graph = state.expansions.removeValue(forKey: parent) else { return }
            let bindings = NodeBindings(
                scope: graph.scope,
                base: range.lowerBound,
                others: graph.others.mapValues { $0 + range.lowerBound },
                session: self
            )
            for (run, node) in zip(range, graph.nodes) {
                state.put(Slot(node: node, bindings: bindings, definition: node.function), at: run)
            }
            state.slots[Int(parent)]?.graph = (graph.future, bindings)
        }
    }

    func prepare(_ run: RunIndex) async -> Result<[RunInput], RunFailure> {
        let slot = state.withLock { $0.slot(run) }
        guard let slot, let node = slot.node, let bindings = slot.bindings else {
            // The root of a graph that was described outside of any function: it has no inputs.
            return .success([])
        }
        do {
            var values: [any Sendable] = []
            var inputs: [RunInput] = []
            for (position, input) in node.inputs.enumerated() {
                let value = try input.resolve(bindings)
                values.append(value)
                let parameter = slot.definition.parameters[position]
                if let recorded = try await record(input, value, parameter, bindings) { inputs.append(recorded) }
            }
            state.withLock { [values] in
                $0.slots[Int(run)]?.inputs = FunctionInputs(values: values)
                $0.slots[Int(run)]?.node = nil
                $0.slots[Int(run)]?.bindings = nil
            }
            return .success(inputs)
        } catch {
            keep(error, of: run)
            return .failure(failure(error, of: run))
        }
    }

    private func record(
        _ input: NodeInput,
        _ value: any Sendable,
        _ parameter: FunctionParameter,
        _ bindings: NodeBindings
    ) async throws -> RunInput? {
        if case .output(let node, nil) = input.source, keepsArtifacts, let source = bindings.run(of: node),
            var artifact = state.withLock({ $0.slot(source)?.record })
        {
            artifact.inline = nil
            artifact.view = nil
            return RunInput(name: parameter.record.name, artifact: artifact, source: source)
        }
        guard let artifact = try await artifact(value, parameter.codec) else { return nil }
        return RunInput(name: parameter.record.name, artifact: artifact)
    }

    func execute(_ run: RunIndex, attempt: Int32, on scheduler: Scheduler) async -> RunOutcome {
        let slot = state.withLock { state in
            defer { state.slots[Int(run)]?.inputs = nil }
            return state.slot(run)
        }
        guard let slot else { return .failed(RunFailure(cause: .infrastructure, message: "run \(run) is not known")) }
        let inputs = slot.inputs ?? FunctionInputs(values: [])
        let frame = RunFrame(session: self, scheduler: scheduler, run: run, attempt: attempt)
        do {
            if let stub = FunctionStubs.replacement(of: slot.definition) {
                return try await compute(slot.definition, frame) { try await stub(inputs) }
            }
            switch slot.definition.code {
            case .computing(let body):
                return try await compute(slot.definition, frame) { try await body(inputs) }
            case .graph(let body):
                return .expanded(try describe(run, frame) { try body(inputs) })
            case .described(let graph):
                return .expanded(expansion(graph, of: run))
            }
        } catch {
            keep(error, of: run)
            return .failed(failure(error, of: run, isStopping: scheduler.isStopping))
        }
    }

    private func compute(
        _ definition: FunctionDefinition,
        _ frame: RunFrame,
        _ body: () async throws -> any Sendable
    ) async throws -> RunOutcome {
        let output = try await RunFrame.$current.withValue(frame, operation: body)
        try checkNoFutures(frame)
        let record = try await definition.output.asyncMap { try await artifact(output, $0) } ?? nil
        state.withLock { state in
            state.slots[Int(frame.run)]?.output = output
            state.slots[Int(frame.run)]?.record = record
        }
        return .computed
    }

    /// A function that computes has no graph that futures could be part of.
    func checkNoFutures(_ frame: RunFrame) throws {
        let nodes = frame.scope.takeNodes()
        guard !nodes.isEmpty else { return }
        // Some may wait for each other, and would never be freed.
        for node in nodes { _ = node.unwire() }
        throw GraphError.neverAwaited(nodes.map(\.function.record.label))
    }

    private func describe(
        _ run: RunIndex,
        _ frame: RunFrame,
        _ body: () throws -> AnyFuture
    ) throws -> GraphExpansion {
        let future = try RunFrame.$current.withValue(frame, operation: body)
        return expansion(try DescribedGraph(future, scope: frame.scope, isRoot: false), of: run)
    }

    private func expansion(_ graph: DescribedGraph, of run: RunIndex) -> GraphExpansion {
        let runs = zip(graph.nodes, graph.dependencies).map { node, dependencies in
            specification(of: node.function, dependencies)
        }
        state.withLock { $0.expansions[run] = graph }
        return GraphExpansion(runs: runs, result: graph.result)
    }

    func conclude(_ run: RunIndex) async -> RunFailure? {
        guard let graph = state.withLock({ $0.slot(run)?.graph }) else { return nil }
        do {
            let output = try graph.future.input.resolve(graph.bindings)
            let record: ArtifactRecord?
            if let node = graph.future.node, graph.future.path.isEmpty, let child = graph.bindings.run(of: node.id) {
                record = state.withLock { $0.slot(child)?.record }
            } else {
                record = try await graph.future.codec.asyncMap { try await artifact(output, $0) } ?? nil
            }
            state.withLock { state in
                state.slots[Int(run)]?.output = output
                state.slots[Int(run)]?.record = record
                state.slots[Int(run)]?.graph = nil
            }
            return nil
        } catch {
            keep(error, of: run)
            return failure(error, of: run)
        }
    }

    func recordedOutput(of run: RunIndex) -> ArtifactRecord? {
        state.withLock { $0.slot(run)?.record }
    }

    func release(_ run: RunIndex) {
        // What is freed may be large or deep: not under the lock.
        let slot = state.withLock { state -> Slot? in
            defer {
                state.slots[Int(run)]?.output = nil
                state.slots[Int(run)]?.record = nil
            }
            return state.slot(run)
        }
        withExtendedLifetime(slot) {}
    }
}

extension Optional {
    /// `map` for transforms that wait.
    func asyncMap<Result>(_ transform: (Wrapped) async throws -> Result) async rethrows -> Result? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
