import StrataModel

/// Tells which children of one run are alike: the same function, with sources alike, and targets alike.
///
/// Sources are compared from the first run on, so that runs of a chain differ by how far they are in it, and the levels of
/// a tree are each one kind.
struct FoldingKeys {
    private let outline: PipelineOutline
    private let children: [RunIndex]
    private let lowest: RunIndex
    /// The place of a child among the children, by its number less the lowest; -1 for other runs.
    private var places: [Int32]

    init(_ outline: PipelineOutline, children: [RunIndex]) {
        self.outline = outline
        self.children = children
        lowest = children.first ?? 0
        places = [Int32](repeating: -1, count: Int((children.last ?? -1) - lowest) + 1)
        for (place, child) in children.enumerated() { places[Int(child - lowest)] = Int32(place) }
    }

    /// A number for each child; alike where equal.
    func keys() -> [UInt64] {
        let kinds = kindsBySources()
        let targets = targetKinds(kinds)
        return zip(kinds, targets).map { Self.mix($0 ^ Self.mix($1)) }
    }

    /// A number for each child that tells its function alone.
    func functionKeys() -> [UInt64] {
        children.map { Self.mix(UInt64(UInt32(bitPattern: outline.functionKeys[Int($0)]))) }
    }

    private func place(of run: RunIndex) -> Int? {
        let offset = Int(run) - Int(lowest)
        guard places.indices.contains(offset), places[offset] >= 0 else { return nil }
        return Int(places[offset])
    }

    private func kindsBySources() -> [UInt64] {
        var kinds = [UInt64](repeating: 0, count: children.count)
        for place in order() {
            let run = Int(children[place])
            var hash = Self.mix(
                UInt64(UInt32(bitPattern: outline.functionKeys[run])) << 1 | (outline.awaited[run] ? 1 : 0)
            )
            var seen = Set<UInt64>()
            var last: UInt64 = 0
            for edge in outline.edges(to: children[place]) {
                guard let source = self.place(of: outline.edgeSources[edge]) else { continue }
                let input = UInt64(UInt16(bitPattern: outline.edgeInputs[edge]))
                // Elements of one output are alike: a fan-out takes a different one each.
                let path = UInt64(UInt32(bitPattern: max(outline.edgePaths[edge], -1)))
                let link = Self.mix(kinds[source] ^ Self.mix(input << 32 | path))
                if link == last || !seen.insert(link).inserted { continue }
                last = link
                // A sum, since the order of the sources means nothing.
                hash &+= link
            }
            kinds[place] = Self.mix(hash)
        }
        return kinds
    }

    /// For each child what kinds of runs wait for it.
    private func targetKinds(_ kinds: [UInt64]) -> [UInt64] {
        var last = [UInt64](repeating: 0, count: children.count)
        var pairs: [(source: Int32, kind: UInt64)] = []
        for place in children.indices {
            for edge in outline.edges(to: children[place]) {
                guard let source = self.place(of: outline.edgeSources[edge]), last[source] != kinds[place] else {
                    continue
                }
                last[source] = kinds[place]
                pairs.append((Int32(source), kinds[place]))
            }
        }
        pairs.sort { ($0.source, $0.kind) < ($1.source, $1.kind) }
        var sums = [UInt64](repeating: 0, count: children.count)
        for (index, pair) in pairs.enumerated() {
            if index > 0, pairs[index - 1] == pair { continue }
            sums[Int(pair.source)] &+= Self.mix(pair.kind)
        }
        return sums
    }

    /// The children in an order in which sources come first; runs that wait for each other come last.
    private func order() -> [Int] {
        var isOrdered = true
        check: for (place, child) in children.enumerated() {
            for edge in outline.edges(to: child) {
                if let source = self.place(of: outline.edgeSources[edge]), source >= place {
                    isOrdered = false
                    break check
                }
            }
        }
        return isOrdered ? Array(children.indices) : sortedBySources()
    }

    private func sortedBySources() -> [Int] {
        var waiting = [Int32](repeating: 0, count: children.count)
        var targets = [[Int32]](repeating: [], count: children.count)
        for (place, child) in children.enumerated() {
            for edge in outline.edges(to: child) {
                guard let source = self.place(of: outline.edgeSources[edge]) else { continue }
                targets[source].append(Int32(place))
                waiting[place] += 1
            }
        }
        var order = children.indices.filter { waiting[$0] == 0 }
        var next = 0
        while next < order.count {
            for target in targets[order[next]] {
                waiting[Int(target)] -= 1
                if waiting[Int(target)] == 0 { order.append(Int(target)) }
            }
            next += 1
        }
        return order + children.indices.filter { waiting[$0] > 0 }
    }

    /// SplitMix64's finisher: the same on every machine and in every process, unlike `Hasher`.
    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
