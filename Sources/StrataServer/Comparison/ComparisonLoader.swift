import StrataAPI
import StrataEngine
import StrataGraph
import StrataModel
import StrataStore

/// Reads what a comparison needs, and makes it.
struct ComparisonLoader {
    let services: ServerServices

    /// Compares two runs with all below them.
    ///
    /// Takes time and memory in proportion to the number of runs; of the artifacts, only inputs and outputs of the two and of
    /// the first difference are read, up to a megabyte each.
    ///
    /// - Throws: `Problem` where a run is not there; what the stores throw.
    func comparison(left: RunID, right: RunID) async throws -> Comparison {
        let (one, other) = (try await services.run(left), try await services.run(right))
        let reader = ForestReader(store: services.store)
        let forests = (try await reader.forest(below: left), try await reader.forest(below: right))
        let draft = ComparisonDraft(
            RunMatching(left: forests.0, right: forests.1),
            left: try await side(left, one),
            right: try await side(right, other)
        )
        var metrics: [(wish: ComparisonDraft.Wish, left: [MetricPoint], right: [MetricPoint])] = []
        for wish in draft.metrics {
            let (first, second) = (try await points(wish.left, left), try await points(wish.right, right))
            if !first.isEmpty || !second.isEmpty { metrics.append((wish, first, second)) }
        }
        return draft.comparison(
            inputs: try await inputs(one, other),
            output: try await output(one, other),
            firstInputs: try await firstInputs(draft.first, left.pipelineRun, right.pipelineRun),
            metrics: metrics
        )
    }

    private func side(_ id: RunID, _ run: RunRecord) async throws -> Comparison.Side {
        let function = try await services.store.functions(of: id.pipelineRun)[run.function]
        return Comparison.Side(
            run: id,
            label: function?.label ?? "",
            state: run.state,
            summary: try await services.summary(of: id.pipelineRun)
        )
    }

    private func points(_ index: RunIndex?, _ side: RunID) async throws -> [MetricPoint] {
        guard let index else { return [] }
        return try await services.store.metrics(of: RunID(pipelineRun: side.pipelineRun, index: index))
    }

    private func firstInputs(
        _ wish: ComparisonDraft.Wish?,
        _ left: PipelineRunID,
        _ right: PipelineRunID
    ) async throws -> [Comparison.Value] {
        guard let first = wish?.left, let second = wish?.right else { return [] }
        let one = try await services.run(RunID(pipelineRun: left, index: first))
        return try await inputs(one, try await services.run(RunID(pipelineRun: right, index: second)))
    }

    private func inputs(_ left: RunRecord, _ right: RunRecord) async throws -> [Comparison.Value] {
        let digests = (
            Dictionary(left.inputs.map { ($0.name, $0.artifact.reference.digest) }) { first, _ in first },
            Dictionary(right.inputs.map { ($0.name, $0.artifact.reference.digest) }) { first, _ in first }
        )
        var sides: ([(name: String, value: ValueComparison.Loaded)], [(name: String, value: ValueComparison.Loaded)]) =
            ([], [])
        for input in left.inputs {
            let isEqual = digests.1[input.name] == input.artifact.reference.digest
            sides.0.append((input.name, try await loaded(input.artifact, isWanted: !isEqual)))
        }
        for input in right.inputs {
            let isEqual = digests.0[input.name] == input.artifact.reference.digest
            sides.1.append((input.name, try await loaded(input.artifact, isWanted: !isEqual)))
        }
        return ValueComparison.inputs(sides.0, sides.1)
    }

    private func output(_ left: RunRecord, _ right: RunRecord) async throws -> Comparison.Value? {
        guard left.output != nil || right.output != nil else { return nil }
        let isWanted = left.output?.reference.digest != right.output?.reference.digest
        var sides: (ValueComparison.Loaded?, ValueComparison.Loaded?)
        if let output = left.output { sides.0 = try await loaded(output, isWanted: isWanted) }
        if let output = right.output { sides.1 = try await loaded(output, isWanted: isWanted) }
        return ValueComparison.value("output", sides.0, sides.1)
    }

    /// A value with its bytes, where they are wanted and few enough.
    private func loaded(_ artifact: ArtifactRecord, isWanted: Bool) async throws -> ValueComparison.Loaded {
        let reference = artifact.reference
        let isFit = reference.mediaType == ArtifactReference.json && reference.size <= ValueComparison.byteLimit
        guard isWanted, isFit else { return (reference, nil) }
        if let bytes = artifact.inline { return (reference, bytes) }
        do {
            return (reference, try await services.blobs.get(reference.digest))
        } catch let error as StoreError where error.code == .notFound {
            // Said in the comparison; all else of it can be made.
            return (reference, nil)
        }
    }
}
