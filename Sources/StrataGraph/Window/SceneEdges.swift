import StrataModel

/// Gathers the edges between runs into edges between items.
struct SceneEdges {
    private let outline: PipelineOutline
    private var places: [Int32] = []
    private var lowest: RunIndex = 0
    private var numbers: [UInt64: Int] = [:]
    private var edges: [SceneEdge] = []
    /// The edge that was added to last, of all that lead to an item: most often it is the next one, too.
    private var last: (key: UInt64, number: Int) = (.max, 0)

    /// Gathers the edges of all members of `items`, in order of targets, then sources.
    static func gather(_ outline: PipelineOutline, items: [SceneItem]) -> [SceneEdge] {
        var gatherer = SceneEdges(outline, items: items)
        for (place, item) in items.enumerated() {
            for member in item.members { gatherer.add(edgesTo: member, target: place) }
        }
        return gatherer.edges.sorted { ($0.target, $0.source) < ($1.target, $1.source) }
    }

    /// The item of a run; `nil` for a run elsewhere.
    func item(of run: RunIndex) -> Int? {
        let offset = Int(run) - Int(lowest)
        guard places.indices.contains(offset), places[offset] >= 0 else { return nil }
        return Int(places[offset])
    }

    init(_ outline: PipelineOutline, items: [SceneItem]) {
        self.outline = outline
        let first = items.lazy.compactMap(\.members.first).min() ?? 0
        let last = items.lazy.compactMap(\.members.last).max() ?? -1
        lowest = first
        places = Array(repeating: -1, count: max(Int(last) - Int(first) + 1, 0))
        for (place, item) in items.enumerated() {
            for member in item.members { places[Int(member - first)] = Int32(place) }
        }
    }

    private mutating func add(edgesTo run: RunIndex, target: Int) {
        for edge in outline.edges(to: run) {
            guard let source = item(of: outline.edgeSources[edge]), source != target else { continue }
            let key = UInt64(source) << 32 | UInt64(target)
            let number = last.key == key ? last.number : numbers[key] ?? edges.count
            last = (key, number)
            if number == edges.count {
                numbers[key] = number
                edges.append(SceneEdge(source: source, target: target, inputs: [], size: 0))
            }
            edges[number].size += 1
            note(outline.edgeInputs[edge], outline.edgePaths[edge], in: number)
        }
    }

    /// Elements of one output that go to the same parameter are told as one.
    private mutating func note(_ input: Int16, _ path: Int32, in number: Int) {
        let isElement = path < 0
        for place in edges[number].inputs.indices {
            let known = edges[number].inputs[place]
            guard known.input == input else { continue }
            if known.path == path { return }
            if isElement, known.path < 0 {
                edges[number].inputs[place].path = PathTable.anyElement
                return
            }
        }
        if edges[number].inputs.count < 50 { edges[number].inputs.append((input, path)) }
    }
}
