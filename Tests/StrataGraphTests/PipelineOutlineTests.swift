import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataGraph

@Suite("The outline of a pipeline run")
struct PipelineOutlineTests {
    @Test(
        "counts by state and group are those of counting anew, whatever is told in whatever order",
        arguments: 1...20 as ClosedRange<UInt64>
    )
    func counts(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let fixture = OutlineFixture.random(seed: seed, runs: 200)
        var outline = fixture.outline
        var runs = fixture.runs
        for _ in 0..<300 {
            let place = Int.random(in: 0..<runs.count, using: &random)
            let state = RunState.allCases.randomElement(using: &random) ?? .created
            runs[place].state = state
            outline.update(run: RunIndex(place), state: state)
        }
        #expect(outline.counts == Self.counts(runs), "seed \(seed)")
        for parent in runs.map(\.index) + [-1] {
            let children = runs.filter { $0.parent == parent }
            #expect(outline.children(of: parent) == children.map(\.index), "seed \(seed)")
            #expect(outline.childCounts(of: parent) == Self.counts(children), "seed \(seed)")
            for group in outline.groups(of: parent) {
                let members = children.filter { $0.function == group.function }
                #expect(group.counts == Self.counts(members), "seed \(seed)")
                #expect(group.size == members.count && group.first == members.first?.index, "seed \(seed)")
            }
        }
        #expect(runs.allSatisfy { outline[$0.index]?.state == $0.state }, "seed \(seed)")
    }

    private static func counts(_ runs: [RunOutline]) -> [RunState: Int] {
        Dictionary(runs.map { ($0.state, 1) }, uniquingKeysWith: +)
    }

    @Test("is the same whether runs come at once, one by one, or through a driver's changes")
    func waysIn() {
        let fixture = OutlineFixture.random(seed: 7, runs: 120)
        let whole = fixture.outline
        var single = PipelineOutline(runs: [], edges: [], functions: fixture.records)
        for run in fixture.runs {
            single.append([run], edges: fixture.edges.filter { $0.target == run.index })
        }
        let query = GraphQuery(open: Set(0..<120), direction: .down)
        var (first, second) = (whole.graph(query), single.graph(query))
        (first.version, second.version) = (0, 0)
        #expect(first.edges == second.edges)
        #expect(first.nodes == second.nodes)

        var changed = PipelineOutline()
        let large = LargePipelineRun(fanOut: 50, studies: 2)
        for change in large.changes() {
            let isKnown = changed.apply(change)
            #expect(isKnown)
        }
        #expect(changed.runCount == 1 + 1 + 50 + 1 + 2 * 100)
        #expect(changed.counts == [.succeeded: changed.runCount])
    }

    @Test("takes runs it has already as news of their states")
    func twice() {
        var fixture = OutlineFixture()
        fixture.run("root", in: -1, .ran)
        let step = fixture.run("step", .running)
        var outline = fixture.outline
        var run = fixture.runs[Int(step)]
        (run.state, run.ended) = (.succeeded, 99)
        outline.append([run], edges: [RunEdge(target: step, source: 0, input: 0)])
        #expect(outline.runCount == 2)
        #expect(outline[step]?.state == .succeeded)
        #expect(outline[step]?.ended == 99)
        #expect(outline.edges(to: step).isEmpty)
    }

    @Test("refuses numbers that make no sense, and says how many", arguments: [-1, .max, 5_000_000] as [RunIndex])
    func nonsense(index: RunIndex) {
        var outline = PipelineOutline()
        outline.append([RunOutline(index: index, parent: -1, function: 0, state: .created, created: 1)], edges: [])
        #expect(outline.runCount == 0)
        #expect(outline.refusedCount == 1)
        #expect(outline.graph(GraphQuery()).nodes.isEmpty)
    }

    @Test("shows runs whose parents are not there, or come later, beside the root")
    func orphans() {
        var outline = PipelineOutline()
        let runs = [(0, -1), (2, 7), (5, 5), (9, 3)].map { index, parent in
            RunOutline(index: RunIndex(index), parent: RunIndex(parent), function: 0, state: .created, created: 1)
        }
        outline.append(runs, edges: [RunEdge(target: 9, source: 4, input: 0), RunEdge(target: 9, source: 9, input: 0)])
        #expect(outline.children(of: -1) == [0, 2, 5, 9])
        #expect(!outline.contains(3))
        #expect(outline.graph(GraphQuery()).nodes.count == 4)
    }

    @Test("says of an unknown run that it is not there")
    func unknown() {
        var outline = OutlineFixture.random(seed: 1, runs: 5).outline
        let answers = [outline.update(run: 99, state: .failed), outline.apply(Samples.step(99, .created, .scheduled))]
        #expect(answers == [false, false])
        #expect(outline[99] == nil && outline.ancestors(of: 99).isEmpty && outline.members(like: 99).isEmpty)
    }

    @Test("needs less than 10 MB for 100,000 runs")
    func memory() {
        var functions: [FunctionKey: FunctionRecord] = [:]
        var runs: [RunOutline] = []
        var edges: [RunEdge] = []
        for change in LargePipelineRun().changes() {
            switch change {
            case .function(let key, let function): functions[key] = function
            case .created(let run):
                runs.append(RunOutline(run))
                edges += run.dependencies.map {
                    RunEdge(target: run.index, source: $0.run, input: $0.input ?? -1, path: $0.path)
                }
            default: break
            }
        }
        let outline = PipelineOutline(runs: runs, edges: edges, functions: functions)
        #expect(outline.runCount >= 100_000)
        #expect(outline.memory < 10_000_000, "\(outline.memory) bytes")
    }

    @Test("finds the run that failed first")
    func firstFailed() {
        var fixture = OutlineFixture()
        fixture.run("root", in: -1, .nestedFailed, at: 1, for: 500)
        fixture.run("late", .failed, at: 50, for: 100)
        let early = fixture.run("early", .failed, at: 40, for: 10)
        #expect(fixture.outline.firstFailed == early)
        #expect(OutlineFixture().outline.firstFailed == nil)
    }
}
