package import StrataModel

/// Which part of a pipeline run's graph to draw, and how.
package struct GraphQuery: Sendable, Hashable {
    /// Where edges lead.
    package enum Direction: String, Sendable, Hashable, Codable, CaseIterable {
        case down, right
    }

    /// The runs that are open: drawn as boxes with the runs inside that they made; `nil` leaves it to the layout.
    ///
    /// The root is always open.
    package var open: Set<RunIndex>?
    /// A run that is to be seen by itself, whatever has to be opened and unfolded for it.
    package var focus: RunIndex?
    /// Where edges lead; `nil` leaves it to the layout, which fills a wide screen.
    package var direction: Direction?

    /// Asks for a part of the graph.
    package init(open: Set<RunIndex>? = nil, focus: RunIndex? = nil, direction: Direction? = nil) {
        self.open = open
        self.focus = focus
        self.direction = direction
    }

    /// At most this many runs are open at once.
    package static let openLimit = 200
}
