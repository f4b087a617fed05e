import StrataEngine
import StrataModel
import StrataStore
import Testing

extension RunHistory {
    /// What a store holds of a pipeline run.
    init(home: String, _ id: PipelineRunID) async throws {
        let store = try StrataHome(path: home).openMetadata()
        functions = try await store.functions(of: id)
        for listed in try await store.runs(of: id, in: 0..<RunIndex.max) {
            let run = try #require(try await store.run(RunID(pipelineRun: id, index: listed.index)))
            runs[run.index] = run
            metrics += try await store.metrics(of: RunID(pipelineRun: id, index: run.index))
        }
        logs = try await store.logs(of: RunID(pipelineRun: id, index: 0), includingDescendants: true)
    }
}
