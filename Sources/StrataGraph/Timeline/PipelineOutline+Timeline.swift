import StrataModel

extension PipelineOutline {
    /// The bars of a part of the graph: the runs that ``graph(_:)`` shows for the same query.
    package func timeline(_ query: GraphQuery) -> TimelineWindow {
        var builder = SceneBuilder(self, query: query)
        var scene = builder.scene()
        markCritical(&scene)
        var rows: [TimelineWindow.Row] = []
        var open: [RunIndex] = []
        addRows(of: scene, depth: 0, to: &rows, open: &open)
        return TimelineWindow(
            version: version,
            from: rows.map { created[Int($0.run)] }.min() ?? 0,
            to: latest,
            open: open.sorted(),
            isTruncated: builder.isTruncated,
            rows: rows
        )
    }

    private func addRows(
        of scene: Scene,
        depth: Int,
        to rows: inout [TimelineWindow.Row],
        open: inout [RunIndex]
    ) {
        let facts = NodeFacts(self)
        for (place, item) in scene.items.enumerated() {
            let node = facts.node(for: item, isBox: item.content != nil, parent: nil)
            rows.append(
                TimelineWindow.Row(
                    id: node.id,
                    run: node.run,
                    depth: depth,
                    label: node.label,
                    state: node.state,
                    size: node.size,
                    children: node.children,
                    ready: item.members.reduce(.max) { min($0, ready($1)) },
                    started: node.started,
                    ended: node.ended,
                    density: item.members.count > 1 ? density(item.members) : nil,
                    isCritical: scene.criticalItems.contains(place)
                )
            )
            guard let content = item.content else { continue }
            open.append(item.first)
            addRows(of: content, depth: depth + 1, to: &rows, open: &open)
        }
    }

    /// When the last of the runs that a run waits for had ended, or when it was created where that is later.
    func ready(_ run: RunIndex) -> Int64 {
        edges(to: run).reduce(created[Int(run)]) { max($0, ended[Int(edgeSources[$1])]) }
    }

    /// How many of the runs executed at once, on the mean, in each of 100 equal parts of the time that they took together.
    private func density(_ members: [RunIndex]) -> [Int]? {
        let spans = members.compactMap { run in
            duration(of: run).map { (start: started[Int(run)], end: started[Int(run)] + $0) }
        }
        guard let from = spans.map(\.start).min(), let to = spans.map(\.end).max() else { return nil }
        let parts = 100
        let scale = Double(parts) / max(Double(to - from), 1)
        // Whole parts by their first and last, the rest by what is covered of it.
        var changes = [Double](repeating: 0, count: parts + 1)
        var partial = [Double](repeating: 0, count: parts + 1)
        for span in spans {
            let (start, end) = (Double(span.start - from) * scale, Double(span.end - from) * scale)
            let (first, last) = (Int(start), min(Int(end), parts))
            if first == last {
                partial[first] += end - start
            } else {
                partial[first] += Double(first + 1) - start
                partial[last] += end - Double(last)
                changes[first + 1] += 1
                changes[last] -= 1
            }
        }
        var running = 0.0
        return (0..<parts).map { part in
            running += changes[part]
            // Never none where something executed.
            return Int((running + partial[part]).rounded(.up))
        }
    }
}
