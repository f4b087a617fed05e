import StrataAPI
import StrataEngine
import StrataGraph
import StrataModel
import StrataStore

/// Reads the runs at and below a run, piece by piece.
struct ForestReader {
    let store: any ServerStore

    private static let pieceLength: RunIndex = 4000
    /// About 250 MB of memory for two such forests.
    private static let limit: RunIndex = 500_000

    /// The runs at and below `top`.
    ///
    /// - Throws: `Problem` with status 413 where the pipeline run is too large; what the store throws.
    func forest(below top: RunID) async throws -> RunForest {
        var forest = RunForest(below: top.index, functions: try await store.functions(of: top.pipelineRun))
        var first = top.index
        while true {
            try Task.checkCancellation()
            let (end, overflow) = first.addingReportingOverflow(Self.pieceLength)
            let range = first..<(overflow ? RunIndex.max : end)
            let runs = try await store.runs(of: top.pipelineRun, in: range)
            for run in runs { forest.add(run) }
            // Numbers have no gaps: where a piece is not full, there are no more.
            guard runs.count == range.count else { return forest }
            first = range.upperBound
            guard first - top.index <= Self.limit else {
                throw Problem.tooLarge("Pipeline runs of more than \(Self.limit) runs are not compared.")
            }
        }
    }
}
