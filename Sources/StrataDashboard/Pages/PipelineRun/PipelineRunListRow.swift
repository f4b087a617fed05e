import StrataGraph
import StrataModel

/// A run in the table of runs.
struct PipelineRunListRow: Sendable, Hashable {
    let run: String
    let address: String
    let label: String
    let state: StateText
    let duration: String

    init(_ item: RunListing.Item, of pipelineRun: PipelineRunID, latest: Int64) {
        run = "\(item.run)"
        address = PageAddress.run(RunID(pipelineRun: pipelineRun, index: item.run))
        label = item.label
        state = StateText(item.state)
        duration =
            item.started.map { PageText.duration(microseconds: max((item.ended ?? latest) - $0, 0)) } ?? "–"
    }
}
