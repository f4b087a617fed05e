import StrataAPI
import StrataEngine
import StrataGraph
import StrataModel
import StrataStore

/// What is in the store of a pipeline run beyond an outline of it.
struct OutlineNews {
    /// Runs that are new, or in another state than the outline has them in.
    var runs: [RunOutline] = []
    /// The edges of the new ones.
    var edges: [RunEdge] = []
    /// Functions that the outline does not know.
    var functions: [FunctionKey: FunctionRecord] = [:]

    /// Reads what is new.
    ///
    /// Runs that were over stay as they are; of the others, those that stand close together are read at once.
    ///
    /// - Throws: `StoreError`.
    static func read(
        _ store: any ServerStore,
        _ id: PipelineRunID,
        since outline: PipelineOutline
    ) async throws -> OutlineNews {
        var news = OutlineNews()
        let end = RunIndex(clamping: outline.end)
        let ranges = openRanges(outline)
        if ranges.count > mostRanges {
            let all = try await store.outline(of: id, from: 0)
            news.runs = all.runs.filter { outline[$0.index] != $0 }
            news.edges = all.edges.filter { $0.target >= end }
        } else {
            for range in ranges {
                let records = try await store.runs(of: id, in: range)
                news.runs += records.lazy.map(RunOutline.init).filter { outline[$0.index] != $0 }
            }
            let fresh = try await store.outline(of: id, from: end)
            news.runs += fresh.runs
            news.edges = fresh.edges
        }
        if news.runs.contains(where: { outline.functions[$0.function] == nil }) {
            news.functions = try await store.functions(of: id).filter { outline.functions[$0.key] == nil }
        }
        return news
    }

    private static let mostRanges = 40
    /// Reading this many runs too many costs less than another query.
    private static let gap: RunIndex = 200

    private static func openRanges(_ outline: PipelineOutline) -> [Range<RunIndex>] {
        var ranges: [Range<RunIndex>] = []
        for index in 0..<RunIndex(clamping: outline.end) {
            guard let run = outline[index], !run.state.isTerminal else { continue }
            if let last = ranges.last, index - last.upperBound <= gap {
                ranges[ranges.count - 1] = last.lowerBound..<(index + 1)
            } else {
                ranges.append(index..<(index + 1))
            }
        }
        return ranges
    }
}
