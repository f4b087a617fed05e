import StrataAPI
import StrataModel

/// Why a pipeline run did not succeed, and which run says more.
struct PipelineRunFailureText: Sendable, Hashable {
    let heading: String
    let message: String?
    let errorType: String?
    let remedy: String?
    let run: Run?

    /// The run that failed first.
    struct Run: Sendable, Hashable {
        let index: String
        let label: String
        let address: String
    }

    init?(_ data: PipelineRunPageData) {
        let record = data.summary.pipelineRun
        // The first run that failed by itself says more than those that failed with it.
        let failure = data.failed?.failure ?? record.failure
        guard data.failed != nil || record.failure != nil else { return nil }
        run = data.failed.map { failed in
            Run(
                index: "\(failed.run)",
                label: failed.label,
                address: PageAddress.run(RunID(pipelineRun: record.id, index: failed.run))
            )
        }
        heading = Self.heading(failure?.cause, isRun: run != nil, state: record.state)
        message = failure.map { PageText.shortened($0.message, to: 2000) }
        errorType = failure?.errorType
        remedy = failure?.remedy
    }

    private static func heading(_ cause: FailureCause?, isRun: Bool, state: PipelineRunState) -> String {
        switch cause {
        case .user, nil: isRun ? "threw an error" : state == .canceled ? "Canceled" : "Failed"
        case .nested: "failed because of a run below it"
        case .timeout(.queue): "waited longer for a place than its settings allow"
        case .timeout(.run): "executed longer than its settings allow"
        case .outOfMemory: "needed more memory than it was given"
        case .preempted: "lost its node to something more important"
        case .imagePull: "has an image that could not be pulled"
        case .unschedulable: "fits on no node"
        case .infrastructure:
            isRun ? "was stopped by something that is not its own fault" : "The driver or its surroundings failed"
        case .artifact: "has an input or output that could not be encoded or decoded"
        case .canceled: isRun ? "was canceled" : "Canceled"
        case .unknown(let kind): isRun ? "failed (\(kind))" : "Failed (\(kind))"
        }
    }
}
