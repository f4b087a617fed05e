/// What a failure says about trying again.
///
/// A failure with none is final.
struct RetryHint: Sendable, Hashable {
    /// Whether no connection came about.
    var isConnectionFailure = false
    /// What the registry asked for with `Retry-After`.
    var after: Duration?
}
