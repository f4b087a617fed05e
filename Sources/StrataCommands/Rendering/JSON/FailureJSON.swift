import StrataModel

/// A failure in JSON output: `cause`, `message`, and where they apply `run`, `phase`, `errorType` and `remedy`.
struct FailureJSON: Encodable {
    /// The stable name of the cause.
    var cause: String
    /// What happened.
    var message: String
    /// The run whose failure is the reason.
    var run: RunIndex?
    /// For a timeout, `queue` or `run`.
    var phase: String?
    /// The Swift type of the error.
    var errorType: String?
    /// What to do next.
    var remedy: String?

    /// Describes a failure.
    init(_ failure: RunFailure) {
        cause = failure.cause.kind
        message = failure.message
        errorType = failure.errorType
        remedy = failure.remedy
        switch failure.cause {
        case .nested(let index): run = index
        case .canceled(because: let index): run = index
        case .timeout(let clock): phase = clock.rawValue
        default: break
        }
    }
}
