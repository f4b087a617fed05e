import FoundationEssentials
import StrataAPI
import StrataModel
import Testing

@testable import StrataGraph

@Suite("Windows of a graph")
struct GraphWindowTests {
    /// A root with a nested graph of six trainings, and what is around it.
    private static var nested: OutlineFixture {
        var fixture = OutlineFixture()
        fixture.run("root", in: -1, at: 5, for: 500)
        let load = fixture.run("load", at: 10, for: 20)
        let all = fixture.run("trainAll", at: 30, for: 400, needs: [(load, 0, ".training")])
        fixture.run("report", at: 430, for: 10, needs: [(all, 0, ""), (load, -1, "")])
        for place in 0..<6 { fixture.run("train", in: all, at: 40, for: Int64(50 + place * 10)) }
        return fixture
    }

    @Test(
        "no node lies on another but on the boxes it is in, edges join nodes of one box",
        arguments: 1...25 as ClosedRange<UInt64>
    )
    func apart(seed: UInt64) throws {
        let outline = OutlineFixture.random(seed: seed, runs: 150).outline
        for direction in GraphQuery.Direction.allCases {
            let window = outline.graph(GraphQuery(open: Set(0..<150), direction: direction))
            let nodes = Dictionary(uniqueKeysWithValues: window.nodes.map { ($0.id, $0) })
            for (place, first) in window.nodes.enumerated() {
                for second in window.nodes[(place + 1)...] where first.parent == second.parent {
                    let isApart =
                        first.x + first.width <= second.x || second.x + second.width <= first.x
                        || first.y + first.height <= second.y || second.y + second.height <= first.y
                    #expect(isApart, "\(first.id) and \(second.id), \(direction), seed \(seed)")
                }
                guard let name = first.parent else { continue }
                let box = try #require(nodes[name])
                #expect(box.kind == .box && first.x >= box.x && first.y >= box.y + 30, "seed \(seed)")
                #expect(first.x + first.width <= box.x + box.width, "seed \(seed)")
                #expect(first.y + first.height <= box.y + box.height, "seed \(seed)")
            }
            for edge in window.edges {
                #expect(try #require(nodes[edge.source]).parent == #require(nodes[edge.target]).parent, "seed \(seed)")
                #expect(edge.points.count.isMultiple(of: 2) && edge.points.count >= 4)
            }
        }
    }

    @Test("opens small graphs by itself, and none where nothing is to be open")
    func opening() {
        let outline = Self.nested.outline
        let whole = outline.graph(GraphQuery())
        #expect(whole.open == [0, 2])
        #expect(whole.nodes.map(\.id) == ["0", "1", "2", "g4", "3"])
        #expect(whole.nodes.map(\.kind) == [.box, .run, .box, .group, .run])
        let closed = outline.graph(GraphQuery(open: []))
        #expect(closed.open == [0])
        #expect(closed.nodes.map(\.id) == ["0", "1", "2", "3"])
        #expect(closed.nodes[2].children == 6)
        #expect(closed.nodes[2].counts == ["succeeded": 6])
    }

    @Test("takes a run that is looked at out of its group, and opens what it is in")
    func focus() {
        let window = Self.nested.outline.graph(GraphQuery(open: [], focus: 7))
        #expect(window.open == [0, 2])
        #expect(window.nodes.map(\.id).sorted() == ["0", "1", "2", "3", "7", "g4"])
        #expect(window.nodes.first { $0.id == "g4" }?.size == 5)
    }

    @Test("says what edges carry")
    func labels() {
        let window = Self.nested.outline.graph(GraphQuery(open: []))
        let edges = window.edges.sorted { ($0.target, $0.source) < ($1.target, $1.source) }
        #expect(edges.map(\.label) == ["data .training", "after", "data"])
        #expect(edges.map(\.isOrdering) == [false, true, false])
        #expect(window.functions["2"]?.parameters == ["data", "config"])
    }

    @Test("marks the chain that took longest, down into boxes")
    func critical() {
        let window = Self.nested.outline.graph(GraphQuery())
        #expect(window.nodes.filter(\.isCritical).map(\.id) == ["0", "1", "2", "g4", "3"])
        let edges = window.edges.filter(\.isCritical).map { "\($0.source)-\($0.target)" }
        #expect(edges.sorted() == ["1-2", "2-3"])
    }

    @Test("of awaited runs marks those that took longest one after the other")
    func criticalAwaited() {
        var fixture = OutlineFixture()
        fixture.run("root", in: -1, at: 1, for: 100)
        let first = fixture.run("a", at: 10, for: 20, isAwaited: true)
        fixture.run("b", at: 15, for: 5, isAwaited: true)
        let second = fixture.run("c", at: 40, for: 30, isAwaited: true)
        #expect(CriticalPath(fixture.outline, children: [1, 2, 3]).runs == [first, second])
    }

    @Test("the chain found is the longest of all", arguments: 1...20 as ClosedRange<UInt64>)
    func longestChain(seed: UInt64) {
        let outline = OutlineFixture.random(seed: seed, runs: 40).outline
        let children = outline.children(of: 0)
        let hasEdges = children.contains { !outline.edges(to: $0).isEmpty }
        guard hasEdges else { return }
        func longest(_ run: RunIndex) -> Int64 {
            (outline.duration(of: run) ?? 0)
                + (outline.edges(to: run).map { longest(outline.edgeSources[$0]) }.max() ?? 0)
        }
        let path = CriticalPath(outline, children: children).runs
        let length = path.reduce(0) { $0 + (outline.duration(of: $1) ?? 0) }
        #expect(length == children.map(longest).max(), "seed \(seed)")
        for (source, target) in zip(path, path.dropFirst()) {
            #expect(outline.edges(to: target).contains { outline.edgeSources[$0] == source }, "seed \(seed)")
        }
    }

    @Test("does not move when states change", arguments: 1...5 as ClosedRange<UInt64>)
    func stable(seed: UInt64) {
        var outline = OutlineFixture.random(seed: seed, runs: 120).outline
        let query = GraphQuery(open: Set(0..<120), direction: .down)
        let before = outline.graph(query)
        for run in 0..<RunIndex(120) { outline.update(run: run, state: .running, started: 20) }
        let after = outline.graph(query)
        #expect(
            before.nodes.map { [$0.x, $0.y, $0.width, $0.height] }
                == after.nodes.map { [$0.x, $0.y, $0.width, $0.height] }
        )
        #expect(before.edges.map(\.points) == after.edges.map(\.points), "seed \(seed)")
        #expect(after.version > before.version)
    }

    @Test("a group shows counts, the worst state of each part, and times")
    func group() throws {
        var fixture = OutlineFixture()
        fixture.run("root", in: -1, .ran)
        for place in 0..<1000 {
            fixture.run(
                "step",
                place == 503 ? .failed : place < 700 ? .succeeded : .scheduled,
                at: 10,
                for: Int64(place)
            )
        }
        let window = fixture.outline.graph(GraphQuery())
        let node = try #require(window.nodes.last)
        #expect(node.counts == ["succeeded": 699, "failed": 1, "scheduled": 300])
        #expect(node.state == .failed)
        let heat = try #require(node.heat)
        #expect(heat.count == 200)
        #expect(heat.indices.filter { heat[$0] == .failed } == [100])
        #expect(heat[139] == .succeeded && heat[140] == .scheduled)
        #expect(node.durations == DurationSummary(count: 700, least: 0, median: 349, most: 699))
        #expect(node.ended == nil)
    }

    @Test("the middle of many durations is the one that sorting finds", arguments: 1...10)
    func median(seed: Int) {
        let values = (0..<(seed * 13)).map { Int64(($0 * 7919 + seed * 31) % 101) }
        #expect(DurationSummary(values)?.median == values.sorted()[(values.count - 1) / 2])
    }

    @Test("stays within its limits, and says so, where all is open")
    func limits() {
        var fixture = OutlineFixture()
        fixture.run("root", in: -1, .ran)
        for number in 0..<30 {
            let parent = fixture.run("graph\(number)", .ran)
            for inner in 0..<100 { fixture.run("g\(number)f\(inner)", in: parent) }
        }
        let window = fixture.outline.graph(GraphQuery(open: Set(0..<RunIndex(fixture.runs.count))))
        #expect(window.isTruncated)
        #expect(window.nodes.count <= SceneBuilder.itemLimit)
    }

    @Test("ignores what is to be open and is not there")
    func unknown() {
        let window = Self.nested.outline.graph(GraphQuery(open: [77, 2, 1], focus: 900))
        #expect(window.open == [0, 2])
    }

    @Test("goes over the wire and back")
    func wire() throws {
        let window = Self.nested.outline.graph(GraphQuery())
        let data = try APICoding.encoder.encode(window)
        #expect(try APICoding.decoder.decode(GraphWindow.self, from: data) == window)
    }
}
