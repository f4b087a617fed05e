package import StrataAPI
package import StrataModel

/// All runs of one pipeline run, as small as a graph needs them: a column for each of their properties.
///
/// Room for 100,000 runs costs less than 10 MB. What is told about a run is written in place; nothing is computed again
/// but the counts that the change concerns.
package struct PipelineOutline: Sendable {
    /// Grows with every change.
    package internal(set) var version: Int64 = 0
    /// How many runs there are.
    package internal(set) var runCount = 0
    /// How many runs were refused because their numbers make no sense; 0 unless a driver misbehaves.
    package internal(set) var refusedCount = 0
    /// The functions by the keys that runs use.
    package internal(set) var functions: [FunctionKey: OutlineFunction] = [:]
    /// The latest moment that anything said, in microseconds since 1970: what counts as now.
    package internal(set) var latest: Int64 = 0

    // Columns by a run's number.
    var parents: [RunIndex] = []
    var functionKeys: [FunctionKey] = []
    var states: [UInt8] = []
    var attempts: [UInt16] = []
    var awaited: [Bool] = []
    var created: [Int64] = []
    var started: [Int64] = []
    var ended: [Int64] = []
    /// The group that the run is a member of.
    var groupOf: [Int32] = []
    /// The next member of that group, or -1.
    var nextInGroup: [RunIndex] = []
    /// The first group of runs that this run made, or -1.
    var firstGroup: [Int32] = []
    /// The first of the edges that lead to the run, and how many follow each other.
    var firstEdge: [Int32] = []
    var edgeCounts: [Int32] = []

    // Columns by an edge's number.
    var edgeSources: [RunIndex] = []
    var edgeInputs: [Int16] = []
    var edgePaths: [Int32] = []
    var paths = PathTable()

    /// Runs of one parent that execute the same function.
    var groups = RunGroups()
    /// The first group of runs without a parent.
    var firstRootGroup: Int32 = -1
    /// What was folded before.
    let foldings = FoldingCache()
    /// Counts of all runs by the states' codes.
    var totals = [Int](repeating: 0, count: StateCode.count)

    /// Runs with numbers this far beyond the last are refused: a column would be mostly holes.
    static let largestGap = 1_000_000

    /// Starts with no runs.
    package init() {}

    /// Starts with what a store has.
    package init(runs: [RunOutline], edges: [RunEdge], functions: [FunctionKey: FunctionRecord]) {
        for (key, function) in functions { register(function, as: key) }
        append(runs, edges: edges)
    }

    /// One more than the largest number of a run.
    package var end: Int {
        parents.count
    }

    /// Whether there is a run with this number.
    package func contains(_ run: RunIndex) -> Bool {
        run >= 0 && Int(run) < parents.count && states[Int(run)] != StateCode.absent
    }

    /// A run as it is now; `nil` for none.
    package subscript(run: RunIndex) -> RunOutline? {
        guard contains(run), let state = StateCode(byte: states[Int(run)]).state else { return nil }
        let place = Int(run)
        return RunOutline(
            index: run,
            parent: parents[place],
            function: functionKeys[place],
            state: state,
            attempt: Int32(attempts[place]),
            isAwaited: awaited[place],
            created: created[place],
            started: started[place],
            ended: ended[place]
        )
    }

    /// The name for people of a run's function.
    package func label(of run: RunIndex) -> String {
        guard contains(run) else { return "?" }
        return functions[functionKeys[Int(run)]]?.label ?? "function \(functionKeys[Int(run)])"
    }

    /// How many runs are in each state; states without runs are left out.
    package var counts: [RunState: Int] {
        Self.dictionary(totals)
    }

    /// The runs from the root down to the run's parent.
    package func ancestors(of run: RunIndex) -> [RunIndex] {
        var path: [RunIndex] = []
        var next = contains(run) ? parents[Int(run)] : -1
        // Parents have smaller numbers than their children, so that this ends.
        while next >= 0 {
            path.append(next)
            next = parents[Int(next)]
        }
        return path.reversed()
    }

    /// An estimate of the bytes that runs, edges and groups take, spare room included.
    package var memory: Int {
        let perRun =
            parents.capacity * 4 + functionKeys.capacity * 4 + states.capacity + attempts.capacity * 2
            + awaited.capacity + (created.capacity + started.capacity + ended.capacity) * 8 + groupOf.capacity * 4
            + nextInGroup.capacity * 4 + firstGroup.capacity * 4 + firstEdge.capacity * 4 + edgeCounts.capacity * 4
        let perEdge = edgeSources.capacity * 4 + edgeInputs.capacity * 2 + edgePaths.capacity * 4
        return perRun + perEdge + paths.memory + groups.memory
    }

    /// Counts by code as counts by state.
    static func dictionary(_ counts: some Sequence<Int>) -> [RunState: Int] {
        var result: [RunState: Int] = [:]
        for (state, count) in zip(RunState.allCases, counts) where count > 0 { result[state] = count }
        return result
    }
}
