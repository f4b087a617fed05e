import StrataAPI
import StrataDashboard
import StrataEngine
import StrataModel
import StrataStore

/// Reads what the page of a run is made of.
struct RunPageLoader {
    let store: any ServerStore

    /// How many runs down a failure is followed.
    private static let depthLimit = 64
    /// How many runs of the last good pipeline run are looked at for one of the same function.
    private static let searchLimit: RunIndex = 2000
    /// How many good pipeline runs are looked at.
    private static let earlier = 5

    /// The page's data.
    ///
    /// - Throws: `Problem` with status 404 where there is no such run; what the store throws.
    func data(of run: RunID, now: Timestamp) async throws -> RunPageData {
        guard let detail = try await store.detail(of: run),
            let pipelineRun = try await store.pipelineRun(run.pipelineRun)
        else { throw ServerServices.unknown(run) }
        return RunPageData(
            detail: detail,
            pipelineRun: pipelineRun,
            notes: try await store.notes(of: run.pipelineRun),
            failedBelow: try await failedBelow(detail),
            lastGood: try await lastGood(detail, pipelineRun),
            metrics: try await store.metrics(of: run),
            now: now
        )
    }

    /// The way down to the run that failed by itself.
    private func failedBelow(_ detail: RunDetail) async throws -> [RunPageData.FailedRun] {
        var found: [RunPageData.FailedRun] = []
        var failure = detail.run.failure
        var functions: [FunctionKey: FunctionRecord]?
        while case .nested(let index) = failure?.cause, found.count < Self.depthLimit {
            // A record that names itself or one above would lead round in circles.
            guard index > (found.last?.link.index ?? detail.id.index),
                let run = try await store.run(RunID(pipelineRun: detail.id.pipelineRun, index: index))
            else { break }
            if functions == nil { functions = try await store.functions(of: detail.id.pipelineRun) }
            let label = functions?[run.function]?.label ?? "run \(index)"
            failure = run.failure
            found.append(.init(link: RunLink(index: index, label: label, state: run.state), failure: failure))
        }
        return found
    }

    /// The latest run of the same function before this one that ended well.
    private func lastGood(_ detail: RunDetail, _ pipelineRun: PipelineRunRecord) async throws -> RunDetail? {
        let query = PipelineRunQuery(
            states: [.succeeded],
            function: pipelineRun.function,
            until: pipelineRun.createdAt,
            limit: Self.earlier
        )
        for summary in try await store.page(query).items where summary.pipelineRun.id != detail.id.pipelineRun {
            guard let index = try await counterpart(of: detail, in: summary.pipelineRun.id) else { continue }
            return try await store.detail(of: RunID(pipelineRun: summary.pipelineRun.id, index: index))
        }
        return nil
    }

    /// The run of the same function with the same number, or else the first of that function that ended well.
    private func counterpart(of detail: RunDetail, in id: PipelineRunID) async throws -> RunIndex? {
        guard detail.id.index != 0 else { return 0 }
        let keys = try await store.functions(of: id).filter { $0.value.name == detail.function.name }.map(\.key)
        guard !keys.isEmpty else { return nil }
        let index = detail.id.index
        func fits(_ run: RunRecord) -> Bool { keys.contains(run.function) && run.state.hasOutput }
        let (next, overflow) = index.addingReportingOverflow(1)
        if !overflow, let same = try await store.runs(of: id, in: index..<next).first, fits(same) { return index }
        return try await store.runs(of: id, in: 0..<Self.searchLimit).first(where: fits)?.index
    }
}
