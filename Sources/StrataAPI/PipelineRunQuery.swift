public import StrataModel

/// Which pipeline runs to list, the newest first.
///
/// Conditions that are set must all hold.
public struct PipelineRunQuery: Sendable, Hashable {
    /// Only those in one of these states; empty for all.
    public var states: Set<PipelineRunState>
    /// Only those whose root function has this stable name.
    public var function: String?
    /// Only those that carry all of these tags.
    public var tags: [String]
    /// Only those that this user started.
    public var user: String?
    /// Only those created at or after this moment.
    public var since: Timestamp?
    /// Only those created before this moment.
    public var until: Timestamp?
    /// Only those with this text in their name, function, tags, user, arguments or identifier, without regard to case.
    public var text: String?
    /// At most this many, 1 to 200.
    public var limit: Int
    /// Where to go on: ``Page/next`` of the page before.
    public var cursor: String?

    /// Collects conditions.
    public init(
        states: Set<PipelineRunState> = [],
        function: String? = nil,
        tags: [String] = [],
        user: String? = nil,
        since: Timestamp? = nil,
        until: Timestamp? = nil,
        text: String? = nil,
        limit: Int = 50,
        cursor: String? = nil
    ) {
        self.states = states
        self.function = function
        self.tags = tags
        self.user = user
        self.since = since
        self.until = until
        self.text = text
        self.limit = limit
        self.cursor = cursor
    }
}
