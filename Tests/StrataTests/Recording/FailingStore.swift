import StrataEngine
import StrataModel
import Synchronization

/// A store that refuses everything after some commits.
final class FailingStore: MetadataStore {
    private let base: any MetadataStore
    private let limit: Int
    private let commits = Mutex(0)

    init(_ base: any MetadataStore, failingAfter limit: Int) {
        self.base = base
        self.limit = limit
    }

    private func refuse() -> StoreError {
        StoreError(.full, "no space is left in the store", remedy: "Make room.")
    }

    func create(_ pipelineRun: PipelineRunRecord) async throws {
        guard limit >= 0 else { throw refuse() }
        try await base.create(pipelineRun)
    }

    func commit(_ changes: [RecordChange], to pipelineRun: PipelineRunID) async throws {
        let isRefused = commits.withLock { commits in
            commits += 1
            return commits > limit
        }
        if isRefused { throw refuse() }
        try await base.commit(changes, to: pipelineRun)
    }

    func pipelineRun(_ id: PipelineRunID) async throws -> PipelineRunRecord? { try await base.pipelineRun(id) }

    func pipelineRuns(_ filter: PipelineRunFilter) async throws -> [PipelineRunRecord] {
        try await base.pipelineRuns(filter)
    }

    func pipelineRunIDs(prefix: String, limit: Int) async throws -> [PipelineRunID] {
        try await base.pipelineRunIDs(prefix: prefix, limit: limit)
    }

    func stateCounts(of pipelineRun: PipelineRunID) async throws -> [RunState: Int] {
        try await base.stateCounts(of: pipelineRun)
    }

    func runs(of pipelineRun: PipelineRunID, in range: Range<RunIndex>) async throws -> [RunRecord] {
        try await base.runs(of: pipelineRun, in: range)
    }

    func run(_ id: RunID) async throws -> RunRecord? { try await base.run(id) }

    func functions(of pipelineRun: PipelineRunID) async throws -> [FunctionKey: FunctionRecord] {
        try await base.functions(of: pipelineRun)
    }

    func logs(of run: RunID, includingDescendants: Bool) async throws -> [LogLine] {
        try await base.logs(of: run, includingDescendants: includingDescendants)
    }

    func metrics(of run: RunID) async throws -> [MetricPoint] { try await base.metrics(of: run) }
}
