import StrataAPI
import StrataModel

/// A run that the page links to.
struct RunReference: Sendable, Hashable {
    let address: String
    let label: String
    let number: String
    let state: StateText
    /// Which part of the output goes there, or where it goes; empty for nothing to say.
    let note: String

    init(_ link: RunLink, in pipelineRun: PipelineRunID) {
        address = PageAddress.run(RunID(pipelineRun: pipelineRun, index: link.index))
        label = link.label
        number = "\(link.index)"
        state = StateText(link.state)
        note = [link.input.map { "as \($0)" }, link.path.isEmpty ? nil : "its \(link.path)"].compactMap { $0 }
            .joined(separator: ", ")
    }
}
