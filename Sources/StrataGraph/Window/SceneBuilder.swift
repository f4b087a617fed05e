import StrataModel

/// Decides what is drawn: which runs are open, which are taken together, which stand by themselves.
struct SceneBuilder {
    private let outline: PipelineOutline
    /// Runs that are drawn as boxes.
    private(set) var open: Set<RunIndex> = []
    /// Runs that are drawn by themselves although others are like them.
    private var alone: Set<RunIndex> = []
    /// How many more items may be drawn.
    private var budget = Self.itemLimit
    private(set) var isTruncated = false

    /// At most this many items are drawn in all, and in one box.
    static let itemLimit = 1500
    static let boxLimit = 300
    /// Where nobody says what is open, boxes are opened while there are no more items than this.
    private static let openedByItself = 40

    init(_ outline: PipelineOutline, query: GraphQuery) {
        self.outline = outline
        if let asked = query.open {
            let sorted = asked.sorted()
            open = Set(sorted.prefix(GraphQuery.openLimit).filter { outline.contains($0) })
            isTruncated = sorted.count > GraphQuery.openLimit
        } else {
            open = chosen()
        }
        if let focus = query.focus, outline.contains(focus) {
            alone.insert(focus)
            open.formUnion(outline.ancestors(of: focus))
        }
        alone.formUnion(open)
    }

    /// What there is outside of all boxes: the root, unless a driver sent several.
    mutating func scene() -> Scene {
        let roots = outline.children(of: -1).prefix(Self.boxLimit)
        open.formUnion(roots)
        return scene(of: roots.map { SceneItem(members: [$0]) })
    }

    private mutating func scene(of items: [SceneItem]) -> Scene {
        var items = items
        budget -= items.count
        for place in items.indices where items[place].members.count == 1 && open.contains(items[place].first) {
            let inner = self.items(of: items[place].first)
            guard !inner.isEmpty else { continue }
            guard inner.count <= budget else {
                isTruncated = true
                open.remove(items[place].first)
                continue
            }
            items[place].content = scene(of: inner)
        }
        return Scene(items: items, edges: SceneEdges.gather(outline, items: items))
    }

    /// The children of a run, with those that are to stand by themselves taken out of what they are like.
    private func items(of parent: RunIndex) -> [SceneItem] {
        let folded = outline.folded(childrenOf: parent, limit: Self.boxLimit)
        let alone = alone.filter { outline.parents[Int($0)] == parent }.sorted()
        var items: [SceneItem] = []
        for place in 0..<folded.count {
            let members = folded.members(of: place)
            let isRest = folded.hasRest && place == folded.count - 1
            let taken = members.count > 1 ? alone.filter { Self.contains($0, in: members) } : []
            let others = taken.isEmpty ? Array(members) : members.filter { !taken.contains($0) }
            if !others.isEmpty { items.append(SceneItem(members: others, isRest: isRest)) }
            items += taken.map { SceneItem(members: [$0]) }
        }
        return items
    }

    /// Whether a run is among sorted ones.
    private static func contains(_ run: RunIndex, in members: ArraySlice<RunIndex>) -> Bool {
        let place = members.partitioningIndex { $0 >= run }
        return place < members.endIndex && members[place] == run
    }

    /// What to open where nobody says: what leads to the first failure, then small graphs, the outer ones first.
    private func chosen() -> Set<RunIndex> {
        var open = Set(outline.firstFailed.map { outline.ancestors(of: $0) } ?? [])
        var drawn = 0
        var level = outline.children(of: -1).prefix(Self.boxLimit).map { $0 }
        while !level.isEmpty, drawn < Self.openedByItself {
            var next: [RunIndex] = []
            for run in level {
                let folded = outline.folded(childrenOf: run, limit: Self.boxLimit)
                guard folded.count > 0, drawn + folded.count <= Self.openedByItself || drawn == 0 else { continue }
                drawn += folded.count
                open.insert(run)
                for item in 0..<folded.count where folded.members(of: item).count == 1 {
                    next += folded.members(of: item)
                }
            }
            level = next
        }
        return open
    }
}
