/// Nodes with sizes and edges between them: what a layout is asked to place.
///
/// Lengths are in pixels of the unzoomed picture. `main` runs along the edges (down, or to the right), `cross` across them.
struct LayoutProblem: Sendable {
    /// A node by its extents.
    struct Node: Sendable {
        var main: Double
        var cross: Double
    }

    /// An edge by the numbers of its nodes, with the room that its label takes before the node it leads to.
    struct Edge: Sendable {
        var source: Int
        var target: Int
        var labelMain: Double = 0
        var labelCross: Double = 0
    }

    var nodes: [Node]
    var edges: [Edge]
    /// The distance between nodes side by side.
    var nodeGap = 28.0
    /// The least distance between nodes that an edge joins.
    var layerGap = 46.0
}

/// Where everything is.
struct LayoutSolution: Sendable {
    struct Point: Sendable, Hashable {
        var main: Double
        var cross: Double
    }

    /// The corner with the lowest coordinates of each node.
    var corners: [Point]
    /// For each edge the points it passes, from its source to its target.
    ///
    /// Between two points with the same `cross` it is straight; between others it bends smoothly, in the gap between layers
    /// where there are no nodes.
    var routes: [[Point]]
    /// The extents of it all, from 0.
    var main: Double
    var cross: Double
}
