import StrataModel

/// What is recorded of a failure, as lines for people.
enum FailureText {
    /// The message and the remedy, each line indented by nothing.
    static func lines(_ failure: RunFailure, palette: Palette) -> [String] {
        let message = split(failure.message).map { palette.paint($0, .red) }
        let remedy = failure.remedy.map(split) ?? []
        return message + remedy
    }

    /// The cause as a phrase that completes "failed: …".
    static func phrase(_ cause: FailureCause, name: (RunIndex) -> String) -> String {
        switch cause {
        case .user: "the function threw an error"
        case .nested(let run): "a run below it failed: \(name(run))"
        case .timeout(.queue): "it waited longer than its settings allow"
        case .timeout(.run): "it took longer than its settings allow"
        case .outOfMemory: "it needed more memory than it was given"
        case .preempted: "its node was taken away"
        case .imagePull: "its image could not be pulled"
        case .unschedulable: "no node can take it"
        case .infrastructure: "something other than the function broke"
        case .artifact: "an input or output could not be encoded or decoded"
        case .canceled(because: nil): "it was canceled"
        case .canceled(because: .some(let run)): "canceled because of \(name(run))"
        case .unknown(let kind): Printable.line(kind)
        }
    }

    private static func split(_ text: String) -> [String] {
        Printable.text(text).split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }
}
