import StrataAPI
import StrataModel
import StrataTestSupport

@testable import StrataGraph

/// Makes runs of a pipeline run in few words.
struct OutlineFixture {
    private(set) var runs: [RunOutline] = []
    private(set) var edges: [RunEdge] = []
    private var functions: [String: FunctionKey] = [:]
    private(set) var records: [FunctionKey: FunctionRecord] = [:]

    /// Adds a run.
    ///
    /// - Parameters:
    ///   - name: Its function.
    ///   - parent: The run that made it; -1 for the root.
    ///   - state: Its state.
    ///   - start: When it started, in microseconds; it was created at 1.
    ///   - length: How long it took.
    ///   - isAwaited: Whether its parent awaits it.
    ///   - needs: The runs it waits for: number, parameter, path.
    /// - Returns: Its number.
    @discardableResult
    mutating func run(
        _ name: String,
        in parent: RunIndex = 0,
        _ state: RunState = .succeeded,
        at start: Int64 = 10,
        for length: Int64 = 10,
        isAwaited: Bool = false,
        needs: [(run: RunIndex, input: Int32, path: String)] = []
    ) -> RunIndex {
        let index = RunIndex(runs.count)
        let hasStarted = state != .created && state != .scheduled
        runs.append(
            RunOutline(
                index: index,
                parent: parent,
                function: key(name),
                state: state,
                attempt: hasStarted ? 1 : 0,
                isAwaited: isAwaited,
                created: 1,
                started: hasStarted ? start : 0,
                ended: state.isTerminal ? start + length : 0
            )
        )
        edges += needs.map { RunEdge(target: index, source: $0.run, input: $0.input, path: $0.path) }
        return index
    }

    private mutating func key(_ name: String) -> FunctionKey {
        if let key = functions[name] { return key }
        let key = FunctionKey(functions.count)
        functions[name] = key
        records[key] = FunctionRecord(
            name: "Test.\(name)",
            label: name,
            kind: name == "map" ? .closure : .computing,
            parameters: ["data", "config"].map { FunctionRecord.Parameter(name: $0, type: "Int") },
            resultType: "Int",
            file: "Test/Test.swift",
            line: 1
        )
        return key
    }

    /// The outline of all that was added.
    var outline: PipelineOutline {
        PipelineOutline(runs: runs, edges: edges, functions: records)
    }

    /// Random runs: every parent is a graph whose children wait for some of those before them.
    static func random(seed: UInt64, runs: Int) -> OutlineFixture {
        var random = SeededGenerator(seed: seed)
        var fixture = OutlineFixture()
        fixture.run("root", in: -1, .ran)
        var children: [RunIndex: [RunIndex]] = [:]
        for index in 1..<RunIndex(runs) {
            let parent = RunIndex.random(in: 0..<min(index, 1 + index / 4 + 1), using: &random)
            let siblings = children[parent, default: []]
            let needs = siblings.shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random)).map { source in
                (
                    run: source, input: Int32.random(in: -1...1, using: &random),
                    path: Bool.random(using: &random) ? "" : "[\(index)]"
                )
            }
            let state = RunState.allCases.randomElement(using: &random) ?? .created
            fixture.run(
                "f\(Int.random(in: 0..<5, using: &random))",
                in: parent,
                state,
                at: Int64.random(in: 10...1000, using: &random),
                for: Int64.random(in: 1...500, using: &random),
                isAwaited: Int.random(in: 0..<8, using: &random) == 0,
                needs: Array(needs)
            )
            children[parent, default: []].append(index)
        }
        return fixture
    }
}
