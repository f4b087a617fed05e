/// Which pipeline runs to list.
///
/// Conditions that are set must all hold.
public struct PipelineRunFilter: Sendable, Hashable {
    /// Only those in one of these states; empty for all.
    public var states: Set<PipelineRunState>
    /// Only those whose root function's name or label, or own name, contains this text, without regard to case.
    public var function: String?
    /// Only those that carry all of these tags.
    public var tags: [String]
    /// Only those created at or after this moment.
    public var since: Timestamp?
    /// At most this many, the newest first.
    public var limit: Int

    /// Collects conditions.
    public init(
        states: Set<PipelineRunState> = [],
        function: String? = nil,
        tags: [String] = [],
        since: Timestamp? = nil,
        limit: Int = 20
    ) {
        self.states = states
        self.function = function
        self.tags = tags
        self.since = since
        self.limit = limit
    }
}
