package import StrataModel

/// A part of a pipeline run's graph, laid out: what a browser draws.
///
/// Lengths are in pixels of the unzoomed picture, from its top left corner. Equal outlines and queries give equal windows.
package struct GraphWindow: Sendable, Hashable, Codable {
    /// The outline's version.
    package var version: Int64
    /// Where edges lead.
    package var direction: GraphQuery.Direction
    /// The extents of the picture.
    package var width: Double
    package var height: Double
    /// The runs that are open, sorted.
    package var open: [RunIndex]
    /// Whether something that was asked to be open is not, since the picture would have become too large.
    package var isTruncated: Bool
    /// The latest moment that anything in the pipeline run is known of, in microseconds since 1970.
    package var latest: Int64
    /// How many runs of the whole pipeline run are in each state, by the states' names.
    package var counts: [String: Int]
    /// The run whose failure was the first, if one failed.
    package var firstFailed: RunIndex?
    /// The functions of the nodes, by key.
    package var functions: [String: OutlineFunction]
    /// What is drawn; a box stands before what is in it.
    package var nodes: [Node]
    /// The edges between nodes of the same box.
    package var edges: [Edge]

    /// One thing that is drawn.
    package struct Node: Sendable, Hashable, Codable {
        /// What it stands for.
        package enum Kind: String, Sendable, Hashable, Codable {
            /// One run.
            case run
            /// One run that is open.
            case box
            /// Several runs that are alike.
            case group
        }

        /// `12` for run 12, `g12` for the runs like run 12, of which that is the first.
        package var id: String
        package var kind: Kind
        /// The run, or the first of the runs.
        package var run: RunIndex
        /// The box it is in.
        package var parent: String?
        /// The function's key.
        package var function: FunctionKey
        /// The function's name for people.
        package var label: String
        /// The state; of several runs the one that asks for most attention.
        package var state: RunState
        /// How many runs it stands for.
        package var size: Int
        /// How many of a group's runs, or of a box's children, are in each state, by the states' names.
        package var counts: [String: Int]?
        /// A group's runs in order, in up to 200 equal parts: the state in each that asks for most attention.
        package var heat: [RunState]?
        /// The times that a group's runs took.
        package var durations: DurationSummary?
        /// How many runs it made, where it is one run.
        package var children: Int
        /// The present attempt, where it is one run.
        package var attempt: Int32
        /// When it was created, its function started and it ended, in microseconds since 1970; absent for not yet.
        ///
        /// Of a group: the first creation and start, and the last end once all have ended.
        package var created: Int64
        package var started: Int64?
        package var ended: Int64?
        /// Whether its parent awaits it from inside a computing function.
        package var isAwaited: Bool
        /// Whether it is a closure or an operator, which is drawn lightly.
        package var isLight: Bool
        /// Whether it is on the longest chain of durations.
        package var isCritical: Bool
        package var x: Double
        package var y: Double
        package var width: Double
        package var height: Double
    }

    /// An edge between two nodes.
    package struct Edge: Sendable, Hashable, Codable {
        /// The nodes' identifiers.
        package var source: String
        package var target: String
        /// What to write beside it; empty for nothing.
        package var label: String
        /// What it carries: parameters, and which parts of outputs they take.
        package var inputs: [String]
        /// How many edges between runs it stands for.
        package var size: Int
        /// Whether it carries no value, but only says what comes first.
        package var isOrdering: Bool
        /// Whether it is on the longest chain of durations.
        package var isCritical: Bool
        /// The points that it passes, x and y by turns.
        package var points: [Double]
        /// The middle of its label.
        package var labelX: Double
        package var labelY: Double
    }
}

/// The times that several runs took, in microseconds.
package struct DurationSummary: Sendable, Hashable, Codable {
    /// How many of them have started.
    package var count: Int
    package var least: Int64
    package var median: Int64
    package var most: Int64
}
