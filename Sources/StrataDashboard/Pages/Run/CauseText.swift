import StrataModel

/// Why a run did not succeed, as a sentence.
enum CauseText {
    /// The sentence; `label` says what to call a run below or beside.
    static func sentence(_ cause: FailureCause, label: (RunIndex) -> String) -> String {
        switch cause {
        case .user: "The function threw an error."
        case .nested(let run): "A run below this one failed: \(label(run))."
        case .timeout(.queue): "It waited longer for a place than its settings allow."
        case .timeout(.run): "It executed longer than its settings allow."
        case .outOfMemory: "It needed more memory than it was given."
        case .preempted: "Its node was taken away for something more important."
        case .imagePull: "Its image could not be pulled."
        case .unschedulable: "No node can take it."
        case .infrastructure: "Something broke that is not the function's: a store, a node or the network."
        case .artifact: "An input or the output could not be encoded or decoded."
        case .canceled(because: nil): "Someone stopped it."
        case .canceled(because: .some(let run)): "It was stopped because another run did not succeed: \(label(run))."
        case .unknown(let kind): "A newer Strata recorded the cause '\(kind)', which this server does not know."
        }
    }

    /// The run that a cause names.
    static func run(_ cause: FailureCause) -> RunIndex? {
        switch cause {
        case .nested(let run): run
        case .canceled(let run): run
        default: nil
        }
    }
}
