import StrataModel

extension PipelineOutline {
    /// The children of a run as they are drawn: at most `limit` items.
    ///
    /// Like runs are one item from ``FoldedChildren/threshold`` on. Where that leaves too many items, like runs are one from
    /// two on, then all runs of a function, and in the end whatever is left.
    func folded(childrenOf parent: RunIndex, limit: Int) -> FoldedChildren {
        if let kept = foldings.folded(parent, children: childCount(of: parent), limit: limit) { return kept }
        let folded = fold(childrenOf: parent, limit: limit)
        foldings.keep(folded, of: parent, limit: limit)
        return folded
    }

    private func fold(childrenOf parent: RunIndex, limit: Int) -> FoldedChildren {
        let children = children(of: parent)
        let keys = FoldingKeys(self, children: children)
        let alike = keys.keys()
        for threshold in [FoldedChildren.threshold, 2] {
            let folded = Self.fold(children, by: alike, threshold: threshold)
            if folded.count <= limit { return folded }
        }
        let folded = Self.fold(children, by: keys.functionKeys(), threshold: 2)
        return folded.count <= limit ? folded : Self.withRest(folded, limit: limit)
    }

    private static func fold(_ children: [RunIndex], by keys: [UInt64], threshold: Int) -> FoldedChildren {
        var sizes: [UInt64: Int32] = [:]
        for key in keys { sizes[key, default: 0] += 1 }
        var items: [UInt64: Int32] = [:]
        var itemOf = [Int32](repeating: 0, count: children.count)
        var counts: [Int32] = []
        for (place, key) in keys.enumerated() {
            let isAlone = sizes[key, default: 0] < threshold
            if !isAlone, let item = items[key] {
                itemOf[place] = item
                counts[Int(item)] += 1
            } else {
                let item = Int32(counts.count)
                if !isAlone { items[key] = item }
                itemOf[place] = item
                counts.append(1)
            }
        }
        return collect(children, itemOf: itemOf, counts: counts)
    }

    private static func collect(_ children: [RunIndex], itemOf: [Int32], counts: [Int32]) -> FoldedChildren {
        var starts: [Int32] = [0]
        for count in counts { starts.append((starts.last ?? 0) + count) }
        var fill = starts
        var members = [RunIndex](repeating: 0, count: children.count)
        for (place, child) in children.enumerated() {
            let item = Int(itemOf[place])
            members[Int(fill[item])] = child
            fill[item] += 1
        }
        return FoldedChildren(members: members, starts: starts, hasRest: false)
    }

    /// The first items, and one for all others.
    private static func withRest(_ folded: FoldedChildren, limit: Int) -> FoldedChildren {
        var result = folded
        let kept = max(limit - 1, 0)
        result.starts = Array(folded.starts.prefix(kept + 1)) + [Int32(folded.members.count)]
        result.members[Int(folded.starts[kept])...].sort()
        result.hasRest = true
        return result
    }
}
