import StrataModel

/// The chain of runs, each waiting for the one before, that took longest.
///
/// By the times that runs really took; one that still executes has taken until the latest moment that is known of.
struct CriticalPath {
    /// The runs, the first first.
    private(set) var runs: [RunIndex] = []

    /// Looks for it among the children of one run.
    init(_ outline: PipelineOutline, children: [RunIndex]) {
        guard let lowest = children.first, let highest = children.last else { return }
        var chains = [Chain](repeating: Chain(), count: Int(highest - lowest) + 1)
        var hasEdges = false
        var isOrdered = true
        for run in children {
            for edge in outline.edges(to: run) where (lowest...highest).contains(outline.edgeSources[edge]) {
                hasEdges = true
                if outline.edgeSources[edge] >= run { isOrdered = false }
            }
        }
        guard hasEdges else {
            runs = Self.longestWithoutOverlap(outline, children)
            return
        }
        // A run starts after those that it waits for.
        let order =
            isOrdered ? children : children.sorted { (outline.started[Int($0)], $0) < (outline.started[Int($1)], $1) }
        var best = lowest
        for run in order {
            var chain = Chain()
            for edge in outline.edges(to: run) {
                let source = outline.edgeSources[edge]
                guard source != run, (lowest...highest).contains(source) else { continue }
                let before = chains[Int(source - lowest)].length
                if chain.previous < 0 || before > chain.length { chain = Chain(length: before, previous: source) }
            }
            chain.length += outline.duration(of: run) ?? 0
            chains[Int(run - lowest)] = chain
            if chain.length > chains[Int(best - lowest)].length { best = run }
        }
        runs = Self.walk(back: best, in: chains, lowest: lowest)
    }

    private struct Chain {
        var length: Int64 = 0
        var previous: RunIndex = -1
    }

    private static func walk(back last: RunIndex, in chains: [Chain], lowest: RunIndex) -> [RunIndex] {
        var path: [RunIndex] = []
        var next = last
        // No longer than there are runs, even where a driver sent a cycle.
        while next >= 0, path.count < chains.count {
            path.append(next)
            next = chains[Int(next - lowest)].previous
        }
        return path.reversed()
    }

    /// Of runs that one function awaited, nothing says what waited for what: those that took longest one after the other.
    private static func longestWithoutOverlap(_ outline: PipelineOutline, _ children: [RunIndex]) -> [RunIndex] {
        let timed = children.filter { outline.started[Int($0)] > 0 }
            .map { (run: $0, start: outline.started[Int($0)], length: outline.duration(of: $0) ?? 0) }
            .sorted { ($0.start + $0.length, $0.run) < ($1.start + $1.length, $1.run) }
        // The best sum of the first runs, and the run that made it.
        var best: [Chain] = [Chain()]
        var previous: [Int] = []
        for (place, item) in timed.enumerated() {
            let before = timed[..<place].partitioningIndex { $0.start + $0.length > item.start }
            previous.append(before)
            let with = best[before].length + item.length
            best.append(with > best[place].length ? Chain(length: with, previous: RunIndex(place)) : best[place])
        }
        var path: [RunIndex] = []
        var next = timed.count
        while next > 0, best[next].previous >= 0 {
            let place = Int(best[next].previous)
            path.append(timed[place].run)
            next = previous[place]
        }
        return path.reversed()
    }
}

extension RandomAccessCollection {
    /// The first index at which `belongs` holds, where it holds for all that follow.
    func partitioningIndex(where belongs: (Element) -> Bool) -> Index {
        var (low, length) = (startIndex, count)
        while length > 0 {
            let half = length / 2
            let middle = index(low, offsetBy: half)
            if belongs(self[middle]) {
                length = half
            } else {
                low = index(after: middle)
                length -= half + 1
            }
        }
        return low
    }
}

extension PipelineOutline {
    /// How long a run has taken, in microseconds; `nil` where its function has not started.
    func duration(of run: RunIndex) -> Int64? {
        let place = Int(run)
        guard started[place] > 0 else { return nil }
        return max((ended[place] > 0 ? ended[place] : latest) - started[place], 0)
    }
}
