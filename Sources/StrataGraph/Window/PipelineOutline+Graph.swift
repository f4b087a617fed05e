import StrataModel

extension PipelineOutline {
    /// Lays out a part of the graph.
    ///
    /// Costs a look at each child of an open run, and a layout of what is drawn.
    package func graph(_ query: GraphQuery) -> GraphWindow {
        var builder = SceneBuilder(self, query: query)
        var scene = builder.scene()
        markCritical(&scene)
        var (painter, placed) = place(scene, direction: query.direction)
        painter.paint(placed, x: NodeExtents.margin, y: NodeExtents.margin, parent: nil)
        return GraphWindow(
            version: version,
            direction: painter.direction,
            width: placed.width + 2 * NodeExtents.margin,
            height: placed.height + 2 * NodeExtents.margin,
            open: builder.open.filter { painter.boxes.contains($0) }.sorted(),
            isTruncated: builder.isTruncated,
            latest: latest,
            counts: counts.named,
            firstFailed: firstFailed,
            functions: painter.functions,
            nodes: painter.nodes,
            edges: painter.edges
        )
    }

    /// Lays out in a direction; where none is asked for, in the one that can be shown larger on a wide screen.
    private func place(
        _ scene: Scene,
        direction: GraphQuery.Direction?
    ) -> (painter: ScenePainter, placed: ScenePainter.Placed) {
        func placed(_ direction: GraphQuery.Direction) -> (painter: ScenePainter, placed: ScenePainter.Placed) {
            let painter = ScenePainter(self, direction: direction)
            return (painter, painter.place(scene))
        }
        func scale(_ placed: ScenePainter.Placed) -> Double {
            min(Self.screen.width / max(placed.width, 1), Self.screen.height / max(placed.height, 1))
        }
        if let direction { return placed(direction) }
        let down = placed(.down)
        guard scale(down.placed) < 0.9 else { return down }
        let right = placed(.right)
        return scale(right.placed) > scale(down.placed) ? right : down
    }

    /// The room that a graph has on most screens.
    private static let screen = (width: 1360.0, height: 520.0)

    /// Follows the longest chain of durations into the boxes that it passes.
    func markCritical(_ scene: inout Scene) {
        let places = SceneEdges(self, items: scene.items)
        let path = CriticalPath(self, children: scene.items.flatMap(\.members).sorted()).runs
        let items = path.compactMap { places.item(of: $0) }
        scene.criticalItems = Set(items)
        let steps = Set(zip(items, items.dropFirst()).map { UInt64($0) << 32 | UInt64($1) })
        for place in scene.edges.indices {
            let edge = scene.edges[place]
            scene.edges[place].isCritical = steps.contains(UInt64(edge.source) << 32 | UInt64(edge.target))
        }
        for place in scene.items.indices where scene.criticalItems.contains(place) {
            if var content = scene.items[place].content {
                markCritical(&content)
                scene.items[place].content = content
            }
        }
    }
}

extension [RunState: Int] {
    /// With the states' names, as on the wire.
    package var named: [String: Int] {
        [String: Int](uniqueKeysWithValues: map { ($0.key.rawValue, $0.value) })
    }
}
