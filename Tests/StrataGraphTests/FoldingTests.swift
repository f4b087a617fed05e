import StrataModel
import Testing

@testable import StrataGraph

@Suite("Folding")
struct FoldingTests {
    /// The items as lists of numbers.
    private static func items(_ fixture: OutlineFixture, of parent: RunIndex = 0, limit: Int = 300) -> [[RunIndex]] {
        let folded = fixture.outline.folded(childrenOf: parent, limit: limit)
        return (0..<folded.count).map { Array(folded.members(of: $0)) }
    }

    private static func started() -> OutlineFixture {
        var fixture = OutlineFixture()
        fixture.run("root", in: -1, .ran)
        return fixture
    }

    @Test("takes four like runs together, and three not", arguments: [(3, 4), (4, 2)])
    func threshold(count: Int, items: Int) {
        var fixture = Self.started()
        let source = fixture.run("load")
        for _ in 0..<count { fixture.run("train", needs: [(source, 0, "")]) }
        #expect(Self.items(fixture).count == items)
    }

    @Test("keeps runs apart that take different things, or give to different ones")
    func neighbours() {
        var fixture = Self.started()
        let (a, b) = (fixture.run("a"), fixture.run("b"))
        let fromA = (0..<4).map { _ in fixture.run("step", needs: [(a, 0, "")]) }
        let fromB = (0..<4).map { _ in fixture.run("step", needs: [(b, 0, "")]) }
        let other = (0..<4).map { _ in fixture.run("step", needs: [(b, 1, "")]) }
        let used = (0..<4).map { _ in fixture.run("step", needs: [(b, 0, "")]) }
        let sink = fixture.run("sink", needs: used.map { ($0, 0, "") })
        #expect(Self.items(fixture) == [[a], [b], fromA, fromB, other, used, [sink]])
    }

    @Test("follows chains: each step of many like chains is one node")
    func chains() {
        var fixture = Self.started()
        let loads = (0..<5).map { _ in fixture.run("load") }
        let steps = loads.map { fixture.run("step", needs: [($0, 0, "")]) }
        let seconds = steps.map { fixture.run("step", needs: [($0, 0, "")]) }
        #expect(Self.items(fixture) == [loads, steps, seconds])
    }

    @Test("takes elements of one output for alike")
    func elements() {
        var fixture = Self.started()
        let source = fixture.run("split")
        let parts = (0..<6).map { fixture.run("part", needs: [(source, 0, "[\($0)]")]) }
        #expect(Self.items(fixture) == [[source], parts])
        let window = fixture.outline.graph(GraphQuery())
        #expect(window.edges.map(\.label) == ["data […]"])
        #expect(window.edges.map(\.size) == [6])
    }

    @Test("folds the levels of a tree of sums")
    func tree() {
        var fixture = Self.started()
        var level = (0..<16).map { _ in fixture.run("leaf") }
        var expected = [level]
        while level.count > 4 {
            level = stride(from: 0, to: level.count, by: 2).map { place in
                fixture.run("add", needs: [(level[place], 0, ""), (level[place + 1], 1, "")])
            }
            expected.append(level)
        }
        #expect(Self.items(fixture) == expected)
    }

    @Test("draws a long chain of one function as one node where it would be too much")
    func longChain() {
        var fixture = Self.started()
        var last = fixture.run("step")
        for _ in 1..<400 { last = fixture.run("step", needs: [(last, 0, "")]) }
        #expect(Self.items(fixture).map(\.count) == [400])
        let window = fixture.outline.graph(GraphQuery())
        #expect(window.nodes.map(\.id) == ["0", "g1"])
        #expect(window.edges.isEmpty)
    }

    @Test("gathers what is left of too many functions in one node")
    func manyFunctions() {
        var fixture = Self.started()
        for number in 0..<500 { fixture.run("f\(number)") }
        let items = Self.items(fixture, limit: 100)
        #expect(items.count == 100)
        #expect(items.last?.count == 401)
        let rest = fixture.outline.graph(GraphQuery()).nodes.last
        #expect(rest?.label == "other runs")
    }

    @Test("does not depend on states")
    func states() {
        var fixture = OutlineFixture.random(seed: 5, runs: 150)
        let before = Self.items(fixture)
        fixture.run("f0", in: 140)
        var outline = fixture.outline
        for run in 0..<RunIndex(150) { outline.update(run: run, state: .canceled) }
        let folded = outline.folded(childrenOf: 0, limit: 300)
        #expect((0..<folded.count).map { Array(folded.members(of: $0)) } == before)
    }

    @Test("survives runs that wait for each other")
    func circle() {
        var fixture = Self.started()
        fixture.run("a", needs: [(2, 0, "")])
        fixture.run("b", needs: [(1, 0, "")])
        #expect(Self.items(fixture).count == 2)
        #expect(fixture.outline.graph(GraphQuery()).nodes.count == 3)
    }
}
