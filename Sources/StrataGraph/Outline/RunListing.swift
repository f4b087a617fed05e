package import StrataModel

/// One page of a pipeline run's runs, in order of their numbers.
package struct RunListing: Sendable, Hashable, Codable {
    /// The runs.
    package var items: [Item]
    /// How many runs match in all.
    package var total: Int
    /// The number from which the next page begins; absent on the last.
    package var next: RunIndex?

    /// One run.
    package struct Item: Sendable, Hashable, Codable {
        /// Its number.
        package var run: RunIndex
        /// The run that made it; absent for the root.
        package var parent: RunIndex?
        /// Its function's name for people.
        package var label: String
        /// Its state.
        package var state: RunState
        /// Its present attempt.
        package var attempt: Int32
        /// When it was created, its function started and it ended, in microseconds since 1970; absent for not yet.
        package var created: Int64
        package var started: Int64?
        package var ended: Int64?
    }
}

/// Which runs to list.
package struct RunListingQuery: Sendable, Hashable {
    /// Only those like this run, with the same parent: the members of the node `g12` for 12.
    package var group: RunIndex?
    /// Only those that this run made.
    package var parent: RunIndex?
    /// Only those in one of these states; empty for all.
    package var states: Set<RunState>
    /// Only those whose function's names have this text in them, or whose number it is, without regard to case.
    package var text: String
    /// The least number.
    package var first: RunIndex
    /// At most this many.
    package var limit: Int

    /// Collects conditions.
    package init(
        group: RunIndex? = nil,
        parent: RunIndex? = nil,
        states: Set<RunState> = [],
        text: String = "",
        first: RunIndex = 0,
        limit: Int = 100
    ) {
        self.group = group
        self.parent = parent
        self.states = states
        self.text = text
        self.first = first
        self.limit = limit
    }
}
