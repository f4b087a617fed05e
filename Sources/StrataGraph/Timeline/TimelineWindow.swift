package import StrataModel

/// The runs of a graph as bars over time, in the order of the tree.
package struct TimelineWindow: Sendable, Hashable, Codable {
    /// The outline's version.
    package var version: Int64
    /// When the first run was created, in microseconds since 1970; 0 where there are no runs.
    package var from: Int64
    /// The latest moment that anything is known of.
    package var to: Int64
    /// The runs that are open, sorted.
    package var open: [RunIndex]
    /// Whether rows were left out, since there would have been too many.
    package var isTruncated: Bool
    /// The rows, from the top.
    package var rows: [Row]

    /// One bar.
    package struct Row: Sendable, Hashable, Codable {
        /// As in the graph: `12` for run 12, `g12` for the runs like run 12.
        package var id: String
        /// The run, or the first of the runs.
        package var run: RunIndex
        /// How many boxes it is in.
        package var depth: Int
        /// The function's name for people.
        package var label: String
        /// The state; of several runs the one that asks for most attention.
        package var state: RunState
        /// How many runs it stands for.
        package var size: Int
        /// How many runs it made, where it is one run.
        package var children: Int
        /// When all that it waited for had ended: from then on it waited for a place, in microseconds since 1970.
        package var ready: Int64
        /// When its function started, if it has; of several runs, the first.
        package var started: Int64?
        /// When it ended, if it has; of several runs, the last, once all have.
        package var ended: Int64?
        /// Of several runs: how many executed at once, in 100 equal parts of the time from ``started`` to the end.
        package var density: [Int]?
        /// Whether it is on the longest chain of durations.
        package var isCritical: Bool
    }
}
