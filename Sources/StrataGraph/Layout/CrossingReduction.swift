/// Orders each layer so that few edges cross: sweeps down and up by the barycentre of the neighbours, the best order kept.
enum CrossingReduction {
    private static let sweeps = 12
    /// Sweeps that bring nothing before it is given up.
    private static let patience = 4

    static func run(_ layers: inout Layers) {
        var best = layers.order
        var fewest = crossings(layers)
        var idle = 0
        for sweep in 0..<sweeps where fewest > 0 && idle < patience {
            let isDown = sweep.isMultiple(of: 2)
            let numbers = Array(layers.order.indices)
            for layer in isDown ? numbers : numbers.reversed() {
                sort(layer, of: &layers, isDown: isDown)
            }
            let count = crossings(layers)
            idle = count < fewest ? 0 : idle + 1
            if count < fewest { (best, fewest) = (layers.order, count) }
        }
        layers.order = best
    }

    /// Sorts a layer by the mean place of the neighbours in the layer before (after, on the way up).
    private static func sort(_ layer: Int, of layers: inout Layers, isDown: Bool) {
        let neighbour = isDown ? layer - 1 : layer + 1
        guard layers.order.indices.contains(neighbour) else { return }
        var places: [Int: Int] = [:]
        for (place, vertex) in layers.order[neighbour].enumerated() { places[vertex] = place }
        let scale = Double(max(layers.order[neighbour].count, 1)) / Double(max(layers.order[layer].count, 1))
        let weighed = layers.order[layer].enumerated().map { place, vertex in
            let near = (isDown ? layers.before[vertex] : layers.after[vertex]).compactMap { places[$0] }
            // One without neighbours stays about where it is.
            let center = near.isEmpty ? Double(place) * scale : Double(near.reduce(0, +)) / Double(near.count)
            return (center: center, place: place, vertex: vertex)
        }
        layers.order[layer] = weighed.sorted { ($0.center, $0.place) < ($1.center, $1.place) }.map(\.vertex)
    }

    /// How many pairs of edges cross, counted with a Fenwick tree in O(E log V).
    static func crossings(_ layers: Layers) -> Int {
        var total = 0
        for layer in layers.order.indices.dropLast() {
            let next = layers.order[layer + 1]
            var places: [Int: Int] = [:]
            for (place, vertex) in next.enumerated() { places[vertex] = place }
            var tree = [Int](repeating: 0, count: next.count + 1)
            var seen = 0
            for vertex in layers.order[layer] {
                let ends = layers.after[vertex].compactMap { places[$0] }
                for end in ends {
                    var (index, below) = (end + 1, 0)
                    while index > 0 {
                        below += tree[index]
                        index -= index & -index
                    }
                    total += seen - below
                }
                for end in ends {
                    var index = end + 1
                    while index <= next.count {
                        tree[index] += 1
                        index += index & -index
                    }
                }
                seen += ends.count
            }
        }
        return total
    }
}
