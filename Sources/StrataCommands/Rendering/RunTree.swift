import StrataModel

/// The tree of a pipeline run's runs as text.
struct RunTree {
    /// The runs to draw.
    var forest: RunForest
    /// Whether fan-outs are drawn run by run, however wide.
    var showsAll = false
    /// The end of what has none yet.
    var now: Timestamp
    /// The colours to draw with.
    var palette = Palette.plain

    /// Of more than this many siblings of one function, only a count is drawn, and those that failed.
    static let foldedAbove = 20
    /// How many failed runs of a folded fan-out are drawn.
    static let failuresInFold = 5

    /// What stands on one branch.
    private enum Item {
        case run(Int)
        case fold([Int])
        case more(String)
    }

    /// The whole tree, without a trailing line feed.
    func text() -> String {
        var items: [Item] = []
        var children: [[Int]] = []
        var roots: [Int] = []
        // (the item that stands above, positions of sibling runs)
        var pending: [(above: Int?, positions: [Int])] = [(nil, forest.roots)]
        while let (above, positions) = pending.popLast() {
            for item in folded(positions) {
                let number = items.count
                items.append(item)
                children.append([])
                if let above { children[above].append(number) } else { roots.append(number) }
                switch item {
                case .run(let position):
                    if !forest.children[position].isEmpty { pending.append((number, forest.children[position])) }
                case .fold(let members):
                    let bad = members.filter { [.failed, .nestedFailed].contains(forest.runs[$0].state) }
                    for position in bad.prefix(Self.failuresInFold) {
                        items.append(.run(position))
                        children.append([])
                        children[number].append(items.count - 1)
                        pending.append((items.count - 1, forest.children[position]))
                    }
                    if bad.count > Self.failuresInFold {
                        items.append(.more("… \(bad.count - Self.failuresInFold) more that failed (--all draws them)"))
                        children.append([])
                        children[number].append(items.count - 1)
                    }
                case .more:
                    break
                }
            }
        }
        return TreeText(children: { children[$0] }, lines: { lines(items[$0]) }).text(roots: roots)
    }

    /// Siblings in order, those of a wide fan-out as one item in the place of its first.
    private func folded(_ positions: [Int]) -> [Item] {
        guard !showsAll, positions.count > Self.foldedAbove else { return positions.map { .run($0) } }
        var groups: [FunctionKey: [Int]] = [:]
        for position in positions {
            groups[forest.runs[position].function, default: []].append(position)
        }
        return positions.compactMap { position in
            let group = groups[forest.runs[position].function, default: []]
            guard group.count > Self.foldedAbove else { return .run(position) }
            return group.first == position ? .fold(group) : nil
        }
    }

    private func lines(_ item: Item) -> [String] {
        switch item {
        case .run(let position): lines(forest.runs[position])
        case .fold(let members): [foldLine(members)]
        case .more(let text): [palette.paint(text, .dim)]
        }
    }

    private func lines(_ run: RunRecord) -> [String] {
        var line = palette.paint(run.state.mark, run.state.ink) + " " + forest.label(of: run)
        line += " " + palette.paint(".\(run.index)", .dim)
        if !run.state.hasOutput {
            line += "  " + palette.paint(run.state.words, run.state.ink)
        } else if run.state == .cached {
            line += "  cached"
        }
        if run.attempt > 1 { line += "  attempt \(run.attempt)" }
        if let duration = run.times.duration(now: now) {
            line += "  " + palette.paint(DurationText.text(duration), .dim)
        }
        // A run that failed because of one below it only repeats what stands there.
        guard let failure = run.failure, run.state != .nestedFailed else { return [line] }
        return [line] + FailureText.lines(failure, palette: palette)
    }

    private func foldLine(_ members: [Int]) -> String {
        var counts: [RunState: Int] = [:]
        for position in members { counts[forest.runs[position].state, default: 0] += 1 }
        let worst = RunState.byGravity.first { counts[$0] != nil } ?? .created
        let label = members.first.map { forest.label(of: forest.runs[$0]) } ?? ""
        let mark = palette.paint(worst.mark, worst.ink)
        return "\(mark) \(label) ×\(members.count) (\(StateCounts.text(counts)))"
    }
}

extension RunTimes {
    /// From the start of its function to the end, or to `now` where it has not ended; `nil` before the start.
    func duration(now: Timestamp) -> Duration? {
        started.map { (ended ?? now).since($0) }
    }
}
