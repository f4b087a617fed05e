import StrataAPI
import StrataEngine
import StrataModel
import StrataStore

/// Pages through the runs of a pipeline run.
struct RunPages {
    let store: any ServerStore

    /// Runs from number `first` on, at most `limit`, those in other states than `states` left out (none where empty).
    ///
    /// A page may be shorter than its limit, or empty, with more after it: at most 20,000 runs are looked at for one page.
    func page(
        of id: PipelineRunID,
        from first: RunIndex,
        limit: Int,
        states: Set<RunState>
    ) async throws -> Page<RunRecord> {
        var found: [RunRecord] = []
        var next = first
        var left = Self.lookedAt
        while left > 0 {
            let count = RunIndex(min(left, states.isEmpty ? limit - found.count + 1 : 2000))
            let end = next.addingReportingOverflow(count)
            let range = next..<(end.overflow ? RunIndex.max : end.partialValue)
            let runs = try await store.runs(of: id, in: range)
            for run in runs where states.isEmpty || states.contains(run.state) {
                guard found.count < limit else { return Page(items: found, next: String(run.index)) }
                found.append(run)
            }
            // Numbers have no gaps: where the range was not filled, the pipeline run has no more.
            guard runs.count == range.count else { return Page(items: found) }
            next = range.upperBound
            left -= range.count
        }
        return Page(items: found, next: String(next))
    }

    private static let lookedAt = 20_000
}
