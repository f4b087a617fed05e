/// What is recorded of a run that did not succeed.
public struct RunFailure: Error, Sendable, Hashable, Codable {
    /// Why, as a kind.
    public var cause: FailureCause
    /// What happened, in a sentence or more.
    ///
    /// For a user's error, its description.
    public var message: String
    /// The Swift type of the error that was thrown, if one was.
    public var errorType: String?
    /// What to do next, where that can be said.
    public var remedy: String?

    /// Describes a failure.
    public init(cause: FailureCause, message: String, errorType: String? = nil, remedy: String? = nil) {
        self.cause = cause
        self.message = message
        self.errorType = errorType
        self.remedy = remedy
    }
}
