import StrataAPI
import StrataModel

/// A button that may not be there to be pressed.
struct PipelineRunButton: Sendable, Hashable {
    /// Why it cannot be pressed; `nil` where it can.
    let reason: String?

    /// Whether a pipeline run can be canceled from here, and if not, why.
    static func cancel(_ summary: PipelineRunSummary, canSubmit: Bool) -> PipelineRunButton {
        let run = summary.pipelineRun
        if run.state.isTerminal { return PipelineRunButton(reason: "It has ended.") }
        if summary.cancelRequestedAt != nil { return PipelineRunButton(reason: "Canceling was asked for already.") }
        guard summary.isRemote else {
            return PipelineRunButton(
                reason:
                    "It records into this store without the server, and does not hear of requests: press Ctrl-C where it runs."
            )
        }
        return PipelineRunButton(reason: canSubmit ? nil : "This takes a key with the scope 'submit'.")
    }
}
