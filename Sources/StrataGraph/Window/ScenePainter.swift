import StrataModel

/// Gives everything in a scene its place, from the inside out, then turns it into what goes over the wire.
struct ScenePainter {
    private let outline: PipelineOutline
    let direction: GraphQuery.Direction
    private(set) var nodes: [GraphWindow.Node] = []
    private(set) var edges: [GraphWindow.Edge] = []
    private(set) var functions: [String: OutlineFunction] = [:]
    /// The runs that became boxes.
    private(set) var boxes: Set<RunIndex> = []

    init(_ outline: PipelineOutline, direction: GraphQuery.Direction) {
        self.outline = outline
        self.direction = direction
    }

    /// A scene with places, from its own corner.
    struct Placed {
        var scene: Scene
        var labels: [EdgeLabel]
        var frames: [Frame]
        var inner: [Placed?]
        var routes: [[LayoutSolution.Point]]
        var width: Double
        var height: Double
    }

    struct Frame {
        var x = 0.0
        var y = 0.0
        var width: Double
        var height: Double
    }

    /// Lays out the insides of boxes, then what is around them.
    func place(_ scene: Scene) -> Placed {
        let inner = scene.items.map { $0.content.map(place) }
        let labels = scene.edges.map { edge in
            EdgeLabel(edge, target: function(of: scene.items[edge.target]), paths: outline.paths)
        }
        var frames = scene.items.enumerated().map { frame(of: $1, inner: inner[$0]) }
        var widths = [[Double]](repeating: [], count: scene.items.count)
        for (edge, label) in zip(scene.edges, labels) {
            widths[edge.target].append(direction == .down ? NodeExtents.labelWidth(label.text) : 14)
        }
        for place in frames.indices {
            if direction == .down {
                frames[place].width = max(frames[place].width, NodeExtents.labelsWidth(widths[place]))
            } else {
                frames[place].height = max(frames[place].height, Double(widths[place].count) * 15 + 6)
            }
        }
        let solution = LayeredLayout(problem(scene, frames: frames, labels: labels)).solve()
        for (place, corner) in solution.corners.enumerated() {
            frames[place].x = (direction == .down ? corner.cross : corner.main).rounded()
            frames[place].y = (direction == .down ? corner.main : corner.cross).rounded()
        }
        return Placed(
            scene: scene,
            labels: labels,
            frames: frames,
            inner: inner,
            routes: solution.routes,
            width: (direction == .down ? solution.cross : solution.main).rounded(.up),
            height: (direction == .down ? solution.main : solution.cross).rounded(.up)
        )
    }

    private func problem(_ scene: Scene, frames: [Frame], labels: [EdgeLabel]) -> LayoutProblem {
        LayoutProblem(
            nodes: frames.map { frame in
                direction == .down
                    ? .init(main: frame.height, cross: frame.width) : .init(main: frame.width, cross: frame.height)
            },
            edges: zip(scene.edges, labels).map { edge, label in
                let width = NodeExtents.labelWidth(label.text)
                let height = width > 0 ? 15.0 : 0
                return LayoutProblem.Edge(
                    source: edge.source,
                    target: edge.target,
                    labelMain: direction == .down ? height : width,
                    labelCross: direction == .down ? width : height
                )
            }
        )
    }

    private func frame(of item: SceneItem, inner: Placed?) -> Frame {
        let label = outline.label(of: item.first)
        if let inner {
            return Frame(
                width: max(inner.width + 2 * NodeExtents.boxPadding, NodeExtents.boxWidth(label: label)).rounded(.up),
                height: inner.height + NodeExtents.boxHeader + NodeExtents.boxPadding
            )
        }
        let size = NodeExtents.size(
            label: label,
            isGroup: item.members.count > 1,
            isLight: function(of: item)?.kind == .closure
        )
        return Frame(width: size.width.rounded(.up), height: size.height)
    }

    private func function(of item: SceneItem) -> OutlineFunction? {
        outline.functions[outline.functionKeys[Int(item.first)]]
    }

    /// Adds a scene at a place to what goes over the wire.
    mutating func paint(_ placed: Placed, x: Double, y: Double, parent: String?) {
        for (place, item) in placed.scene.items.enumerated() {
            let frame = placed.frames[place]
            var node = NodeFacts(outline).node(for: item, isBox: placed.inner[place] != nil, parent: parent)
            (node.x, node.y, node.width, node.height) = (frame.x + x, frame.y + y, frame.width, frame.height)
            node.isCritical = placed.scene.criticalItems.contains(place)
            nodes.append(node)
            if let function = function(of: item) { functions["\(node.function)"] = function }
            guard let inner = placed.inner[place] else { continue }
            boxes.insert(item.first)
            let indent = ((frame.width - inner.width) / 2).rounded()
            paint(inner, x: node.x + indent, y: node.y + NodeExtents.boxHeader, parent: node.id)
        }
        for (place, edge) in placed.scene.edges.enumerated() where placed.routes[place].count > 1 {
            edges.append(
                self.edge(edge, label: placed.labels[place], route: placed.routes[place], x: x, y: y, in: placed)
            )
        }
    }

    private func edge(
        _ edge: SceneEdge,
        label: EdgeLabel,
        route: [LayoutSolution.Point],
        x: Double,
        y: Double,
        in placed: Placed
    ) -> GraphWindow.Edge {
        let points = route.map { point in
            direction == .down
                ? (x: (point.cross + x).rounded(), y: (point.main + y).rounded())
                : (x: (point.main + x).rounded(), y: (point.cross + y).rounded())
        }
        let anchor = points[points.count - 2]
        let width = NodeExtents.labelWidth(label.text)
        return GraphWindow.Edge(
            source: placed.scene.items[edge.source].id,
            target: placed.scene.items[edge.target].id,
            label: label.text,
            inputs: label.inputs,
            size: edge.size,
            isOrdering: edge.inputs.allSatisfy { $0.input < 0 },
            isCritical: edge.isCritical,
            points: points.flatMap { [$0.x, $0.y] },
            labelX: direction == .down ? anchor.x : anchor.x + (width / 2).rounded(),
            labelY: direction == .down ? anchor.y + 9 : anchor.y - 7
        )
    }
}
