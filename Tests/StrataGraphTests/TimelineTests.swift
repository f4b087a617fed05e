import StrataModel
import Testing

@testable import StrataGraph

@Suite("The timeline")
struct TimelineTests {
    @Test("has the runs of the graph in the order of the tree")
    func rows() {
        let outline = OutlineFixture.random(seed: 3, runs: 80).outline
        let query = GraphQuery(open: Set(0..<80))
        let timeline = outline.timeline(query)
        #expect(Set(timeline.rows.map(\.id)) == Set(outline.graph(query).nodes.map(\.id)))
        #expect(timeline.rows.first?.depth == 0)
        #expect(zip(timeline.rows, timeline.rows.dropFirst()).allSatisfy { $1.depth <= $0.depth + 1 })
    }

    @Test("tells waiting for others from waiting for a place")
    func ready() throws {
        var fixture = OutlineFixture()
        fixture.run("root", in: -1)
        let load = fixture.run("load", at: 10, for: 30)
        fixture.run("train", at: 65, for: 5, needs: [(load, 0, "")])
        let row = try #require(fixture.outline.timeline(GraphQuery()).rows.last)
        #expect(row.ready == 40)
        #expect(row.started == 65)
        #expect(row.ended == 70)
    }

    @Test("shows how many of a group executed at once")
    func density() throws {
        var fixture = OutlineFixture()
        fixture.run("root", in: -1)
        for place in 0..<4 { fixture.run("step", at: 1000 + Int64(place) * 100, for: 200) }
        let row = try #require(fixture.outline.timeline(GraphQuery()).rows.last)
        let density = try #require(row.density)
        #expect(density.count == 100)
        #expect(density[5] == 1 && density[30] == 2 && density[95] == 1)
        #expect(row.size == 4 && row.started == 1000 && row.ended == 1500)
    }

    @Test("has nothing to show of a pipeline run without runs")
    func empty() {
        let timeline = PipelineOutline().timeline(GraphQuery())
        #expect(timeline.rows.isEmpty && timeline.from == 0)
    }
}
