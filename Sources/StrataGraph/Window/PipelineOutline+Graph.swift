import StrataModel

extension PipelineOutline {
    /// Lays out a part of the graph.
    ///
    /// Costs a look at each child of an open run, and a layout of what is drawn.
    package func graph(_ query: GraphQuery) -> GraphWindow {
        var builder = SceneBuilder(self, query: query)
        var scene = builder.scene()
        markCritical(&scene)
        var painter = ScenePainter(self, direction: query.direction)
        let placed = painter.place(scene)
        painter.paint(placed, x: NodeExtents.margin, y: NodeExtents.margin, parent: nil)
        return GraphWindow(
            version: version,
            direction: query.direction,
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
        Dictionary<String, Int>(uniqueKeysWithValues: map { ($0.key.rawValue, $0.value) })
    }
}
