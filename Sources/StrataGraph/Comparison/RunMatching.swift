import StrataAPI
package import StrataModel

/// Which runs of two forests belong together.
///
/// The tops do; below two that do, the first run of a function belongs to the first, the second to the second, and so on.
/// A graph makes its runs in the same order each time, whenever they execute.
package struct RunMatching: Sendable {
    /// A pair, and what lies below it.
    struct Match: Sendable {
        var left: Int?
        var right: Int?
        /// The pair above it, by its position.
        var parent: Int?
        var occurrence: Int
        var depth: Int
        var difference: Comparison.Difference
        /// The position just after the last match below this one.
        var end: Int
    }

    /// All pairs in the order of the work: a run before those below it, siblings in the order in which they were made.
    private(set) var matches: [Match] = []
    let left: RunForest
    let right: RunForest

    /// Matches all runs, in time linear in their number.
    package init(left: RunForest, right: RunForest) {
        self.left = left
        self.right = right
        match()
    }

    /// The number of the left run that belongs to the right one with this number; `nil` for none.
    package func counterpart(ofRight index: RunIndex) -> RunIndex? {
        matches.first { match in match.right.map { right.entries[$0].run.index } == index }
            .flatMap { $0.left.map { left.entries[$0].run.index } }
    }

    /// How many pairs differ.
    var differingCount: Int {
        matches.count { $0.difference != .none }
    }

    /// The position of the pair to look at first: the first one that differs for a reason of its own, while none below it does.
    ///
    /// Where all were stopped for the sake of others, the first of those.
    var first: Int? {
        first(where: isCause) ?? first { matches[$0].difference != .none }
    }

    private func first(where isWanted: (Int) -> Bool) -> Int? {
        var found: Int?
        for position in matches.indices {
            if let found, position >= matches[found].end { return found }
            if isWanted(position) { found = position }
        }
        return found
    }

    /// Whether a pair differs, and not merely because another run failed.
    private func isCause(_ position: Int) -> Bool {
        let match = matches[position]
        switch match.difference {
        case .none: return false
        case .output: return true
        case .state:
            let states = [
                match.left.map { left.entries[$0].run.state }, match.right.map { right.entries[$0].run.state },
            ]
            return states.allSatisfy { $0 != .canceled && $0?.isTerminal == true }
        case .onlyLeft, .onlyRight:
            // A function that failed made no runs: that it failed is the reason.
            guard let above = match.parent.map({ matches[$0].difference }) else { return true }
            return above == .none || above == .output
        }
    }

    /// A pair as it goes over the wire.
    func pair(_ position: Int) -> Comparison.Pair {
        let match = matches[position]
        let name = name(of: match)
        return Comparison.Pair(
            function: name,
            label: label(name),
            occurrence: match.occurrence,
            depth: match.depth,
            left: match.left.map { left.entries[$0].run },
            right: match.right.map { right.entries[$0].run },
            difference: match.difference
        )
    }

    /// The function's stable name.
    func name(of match: Match) -> String {
        if let position = match.right { return right.names[right.entries[position].function] }
        return match.left.map { left.names[left.entries[$0].function] } ?? ""
    }

    /// The function's name for people.
    func label(_ name: String) -> String {
        let label = right.function(name)?.label ?? left.function(name)?.label ?? ""
        return label.isEmpty ? name : label
    }

    private struct Open: Sendable {
        var left: Int?
        var right: Int?
        var parent: Int?
        var occurrence: Int
        var depth: Int
        /// Set where the pair has been listed: then what lies below it is complete.
        var position: Int?
    }

    /// Goes down with a list of its own instead of recursion: graphs may be nested deeply.
    private mutating func match() {
        guard !left.entries.isEmpty || !right.entries.isEmpty else { return }
        let tops = (left.entries.isEmpty ? nil : 0, right.entries.isEmpty ? nil : 0)
        var open = [Open(left: tops.0, right: tops.1, occurrence: 1, depth: 0)]
        while let next = open.popLast() {
            if let position = next.position {
                matches[position].end = matches.count
                continue
            }
            var listed = next
            let position = matches.count
            listed.position = position
            matches.append(
                Match(
                    left: next.left,
                    right: next.right,
                    parent: next.parent,
                    occurrence: next.occurrence,
                    depth: next.depth,
                    difference: difference(next),
                    end: 0
                )
            )
            open.append(listed)
            open += children(next).reversed().map { child in
                var child = child
                child.parent = position
                return child
            }
        }
    }

    private func difference(_ pair: Open) -> Comparison.Difference {
        guard let leftPosition = pair.left else { return .onlyRight }
        guard let rightPosition = pair.right else { return .onlyLeft }
        let (one, other) = (left.entries[leftPosition].run, right.entries[rightPosition].run)
        // An output that was used again is as good as one that was made.
        let isSame = one.state == other.state || (one.state.hasOutput && other.state.hasOutput)
        guard isSame else { return .state }
        return one.output == other.output ? .none : .output
    }

    private struct Place: Hashable {
        var name: String
        var occurrence: Int
    }

    /// The right side's order, with what only the left side has after its sibling before.
    private func children(_ pair: Open) -> [Open] {
        let leftPlaces = places(pair.left.map { left.entries[$0].children } ?? [], in: left)
        let rightPlaces = places(pair.right.map { right.entries[$0].children } ?? [], in: right)
        let rightPositions = Dictionary(rightPlaces.map { ($0.place, $0.position) }) { first, _ in first }
        let leftPositions = Dictionary(leftPlaces.map { ($0.place, $0.position) }) { first, _ in first }
        var after: [Place?: [Open]] = [:]
        var before: Place?
        for (place, position) in leftPlaces {
            if rightPositions[place] == nil {
                let lonely = Open(left: position, right: nil, occurrence: place.occurrence, depth: pair.depth + 1)
                after[before, default: []].append(lonely)
            } else {
                before = place
            }
        }
        var children = after[Place?.none] ?? []
        for (place, position) in rightPlaces {
            children.append(
                Open(left: leftPositions[place], right: position, occurrence: place.occurrence, depth: pair.depth + 1)
            )
            children += after[place] ?? []
        }
        return children
    }

    private func places(_ children: [Int], in forest: RunForest) -> [(place: Place, position: Int)] {
        var counts: [Int: Int] = [:]
        return children.map { position in
            let function = forest.entries[position].function
            counts[function, default: 0] += 1
            return (Place(name: forest.names[function], occurrence: counts[function] ?? 1), position)
        }
    }
}
