/// Where each vertex stands across: Brandes and Köpf's method, which keeps long edges straight.
///
/// Four drawings, each pushed into another corner, and for each vertex the mean of the two middle ones. In all of them
/// neighbours in a layer keep their distance, and so they do in the mean.
struct CrossCoordinates {
    private let layers: Layers
    private let gap: Double
    private var conflicts = Set<UInt64>()
    /// The centre of each vertex; the lowest edge of all is 0.
    private(set) var centers: [Double] = []

    init(_ layers: Layers, gap: Double) {
        self.layers = layers
        self.gap = gap
        conflicts = Self.conflicts(layers)
        var drawings: [[Double]] = []
        for isUp in [false, true] {
            for isMirrored in [false, true] {
                let alignment = align(isUp: isUp, isMirrored: isMirrored)
                let xs = compact(alignment, isMirrored: isMirrored)
                drawings.append(isMirrored ? xs.map { -$0 } : xs)
            }
        }
        centers = spread(balance(drawings))
    }

    private struct Alignment {
        var root: [Int]
        var order: [[Int]]
    }

    /// Joins each vertex with the middle one of its neighbours in a block that will be straight.
    private func align(isUp: Bool, isMirrored: Bool) -> Alignment {
        var order = isUp ? Array(layers.order.reversed()) : layers.order
        if isMirrored { order = order.map { $0.reversed() } }
        var place = [Int](repeating: 0, count: layers.vertexCount)
        for layer in order {
            for (index, vertex) in layer.enumerated() { place[vertex] = index }
        }
        var root = Array(0..<layers.vertexCount)
        var align = root
        for layer in order {
            var last = -1
            for vertex in layer {
                let near = (isUp ? layers.after[vertex] : layers.before[vertex]).sorted { place[$0] < place[$1] }
                guard !near.isEmpty else { continue }
                for middle in (near.count - 1) / 2...near.count / 2 {
                    let other = near[middle]
                    guard align[vertex] == vertex, last < place[other], !hasConflict(vertex, other) else { continue }
                    align[other] = vertex
                    root[vertex] = root[other]
                    align[vertex] = root[vertex]
                    last = place[other]
                }
            }
        }
        return Alignment(root: root, order: order)
    }

    /// Places blocks as far to one side as their neighbours let them, then back towards neighbours on the other side.
    private func compact(_ alignment: Alignment, isMirrored: Bool) -> [Double] {
        let count = layers.vertexCount
        var after = [[(block: Int, distance: Double)]](repeating: [], count: count)
        var waiting = [Int](repeating: 0, count: count)
        for layer in alignment.order {
            for (left, right) in zip(layer, layer.dropFirst()) {
                after[alignment.root[left]].append((alignment.root[right], distance(left, right)))
                waiting[alignment.root[right]] += 1
            }
        }
        var xs = [Double](repeating: 0, count: count)
        var order = (0..<count).filter { alignment.root[$0] == $0 && waiting[$0] == 0 }
        var next = 0
        while next < order.count {
            for (block, distance) in after[order[next]] {
                xs[block] = max(xs[block], xs[order[next]] + distance)
                waiting[block] -= 1
                if waiting[block] == 0 { order.append(block) }
            }
            next += 1
        }
        for block in order.reversed() {
            guard let room = after[block].map({ xs[$0.block] - $0.distance }).min() else { continue }
            xs[block] = max(xs[block], room)
        }
        return alignment.root.map { xs[$0] }
    }

    private func distance(_ left: Int, _ right: Int) -> Double {
        let areBends = left >= layers.nodeCount && right >= layers.nodeCount
        return (layers.cross[left] + layers.cross[right]) / 2 + (areBends ? gap / 2 : gap)
    }

    /// Moves the four drawings over the narrowest one, and takes the mean of the two middle places.
    private func balance(_ drawings: [[Double]]) -> [Double] {
        let bounds = drawings.map { xs in
            xs.enumerated().reduce(into: (low: Double.infinity, high: -Double.infinity)) { bounds, item in
                bounds.low = min(bounds.low, item.element - layers.cross[item.offset] / 2)
                bounds.high = max(bounds.high, item.element + layers.cross[item.offset] / 2)
            }
        }
        guard let narrowest = bounds.min(by: { $0.high - $0.low < $1.high - $1.low }) else { return [] }
        let moved = zip(drawings, bounds).enumerated().map { index, pair in
            let offset = index.isMultiple(of: 2) ? narrowest.low - pair.1.low : narrowest.high - pair.1.high
            return pair.0.map { $0 + offset }
        }
        return (0..<layers.vertexCount).map { vertex in
            let places = moved.map { $0[vertex] }.sorted()
            return (places[1] + places[2]) / 2
        }
    }

    /// Sees to the distances once more, whatever came before, and moves all to begin at 0.
    private func spread(_ centers: [Double]) -> [Double] {
        var result = centers
        for layer in layers.order {
            for (left, right) in zip(layer, layer.dropFirst()) {
                result[right] = max(result[right], result[left] + distance(left, right))
            }
        }
        let low = result.enumerated().map { $1 - layers.cross[$0] / 2 }.min() ?? 0
        return result.map { $0 - low }
    }

    private static func key(_ first: Int, _ second: Int) -> UInt64 {
        UInt64(min(first, second)) << 32 | UInt64(max(first, second))
    }

    private func hasConflict(_ first: Int, _ second: Int) -> Bool {
        !conflicts.isEmpty && conflicts.contains(Self.key(first, second))
    }

    /// Edges that cross the inner part of a long one: the long one stays straight, they do not.
    private static func conflicts(_ layers: Layers) -> Set<UInt64> {
        var result = Set<UInt64>()
        var place = [Int](repeating: 0, count: layers.vertexCount)
        for layer in layers.order {
            for (index, vertex) in layer.enumerated() { place[vertex] = index }
        }
        for (upper, layer) in zip(layers.order, layers.order.dropFirst()) {
            var (low, scanned) = (0, 0)
            for (index, vertex) in layer.enumerated() {
                let inner =
                    vertex >= layers.nodeCount
                    ? layers.before[vertex].first { $0 >= layers.nodeCount }.map { place[$0] } : nil
                guard inner != nil || index == layer.count - 1 else { continue }
                let high = inner ?? upper.count - 1
                for other in layer[scanned...index] {
                    for source in layers.before[other] where place[source] < low || place[source] > high {
                        if other < layers.nodeCount || source < layers.nodeCount {
                            result.insert(key(source, other))
                        }
                    }
                }
                scanned = index + 1
                low = high
            }
        }
        return result
    }
}
