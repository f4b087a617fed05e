package import StrataModel

/// Runs of one parent that execute the same function.
package struct RunGroup: Sendable, Hashable {
    /// The function.
    package var function: FunctionKey
    /// The first of them.
    package var first: RunIndex
    /// How many they are.
    package var size: Int
    /// How many are in each state; states without runs are left out.
    package var counts: [RunState: Int]
}

extension PipelineOutline {
    /// The groups of the runs that `parent` made (`-1`: of those that nobody made), in order of their first runs.
    ///
    /// Costs the number of the groups, not of the runs.
    package func groups(of parent: RunIndex) -> [RunGroup] {
        groupNumbers(of: parent).map { number in
            RunGroup(
                function: groups.functions[Int(number)],
                first: groups.first[Int(number)],
                size: Int(groups.sizes[Int(number)]),
                counts: Self.dictionary(groups.counts(of: number).lazy.map(Int.init))
            )
        }
        .sorted { $0.first < $1.first }
    }

    /// How many runs a run made.
    ///
    /// Costs the number of their functions.
    package func childCount(of parent: RunIndex) -> Int {
        groupNumbers(of: parent).reduce(0) { $0 + Int(groups.sizes[Int($1)]) }
    }

    /// How many of the runs that a run made are in each state.
    package func childCounts(of parent: RunIndex) -> [RunState: Int] {
        var sums = [Int](repeating: 0, count: StateCode.count)
        for number in groupNumbers(of: parent) {
            for (code, count) in groups.counts(of: number).enumerated() { sums[code] += Int(count) }
        }
        return Self.dictionary(sums)
    }

    /// The runs that a run made, in order of their numbers.
    ///
    /// Costs the number of the children, and a sort where they execute several functions.
    package func children(of parent: RunIndex) -> [RunIndex] {
        let numbers = groupNumbers(of: parent)
        var result: [RunIndex] = []
        result.reserveCapacity(numbers.reduce(0) { $0 + Int(groups.sizes[Int($1)]) })
        var isSorted = true
        for number in numbers {
            var next = groups.first[Int(number)]
            while next >= 0 {
                if let last = result.last, last > next { isSorted = false }
                result.append(next)
                next = nextInGroup[Int(next)]
            }
        }
        if !isSorted { result.sort() }
        return result
    }

    /// The edges that lead to a run, by number.
    func edges(to run: RunIndex) -> Range<Int> {
        let start = Int(firstEdge[Int(run)])
        return start..<start + Int(edgeCounts[Int(run)])
    }

    private func groupNumbers(of parent: RunIndex) -> [Int32] {
        guard parent < 0 || contains(parent) else { return [] }
        var numbers: [Int32] = []
        var next = parent < 0 ? firstRootGroup : firstGroup[Int(parent)]
        while next >= 0 {
            numbers.append(next)
            next = groups.next[Int(next)]
        }
        return numbers
    }
}
