import StrataModel

/// Something that will be drawn, before it has a place: one run, or several that are alike.
struct SceneItem {
    /// The runs, in order of their numbers.
    var members: [RunIndex]
    /// Whether it stands for runs of any function that were too many.
    var isRest = false
    /// What is inside, where it is one run that is open.
    var content: Scene?

    /// The first of the runs.
    var first: RunIndex {
        members.first ?? -1
    }

    /// What the node is called on the wire.
    var id: String {
        members.count == 1 ? "\(first)" : "g\(first)"
    }
}

/// The inside of one box.
struct Scene {
    var items: [SceneItem]
    var edges: [SceneEdge]
    /// The runs in it that are on the longest chain of durations.
    var criticalItems: Set<Int> = []
}

/// All edges between runs of two items.
struct SceneEdge {
    /// The places of the items in the scene.
    var source: Int
    var target: Int
    /// What the edges carry, each once: a position of a parameter (-1 for an ordering), and the path's code.
    var inputs: [(input: Int16, path: Int32)]
    var size: Int
    var isCritical = false
}
