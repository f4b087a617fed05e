import StrataModel
import Testing

@testable import StrataGraph

@Suite("Lists of runs")
struct RunListingTests {
    private static var outline: PipelineOutline {
        var fixture = OutlineFixture()
        fixture.run("root", in: -1, .ran)
        for place in 0..<10 { fixture.run("train", place < 4 ? .succeeded : .failed) }
        fixture.run("Report")
        return fixture.outline
    }

    @Test(
        "are narrowed down by words, number, state, parent and group",
        arguments: [
            (RunListingQuery(), 12), (RunListingQuery(text: "TRAIN"), 10), (RunListingQuery(text: "report"), 1),
            (RunListingQuery(text: "#7"), 1), (RunListingQuery(text: "7"), 1), (RunListingQuery(text: "nothing"), 0),
            (RunListingQuery(states: [.failed]), 6), (RunListingQuery(group: 3, states: [.succeeded]), 4),
            (RunListingQuery(group: 0), 1), (RunListingQuery(parent: 0), 11), (RunListingQuery(group: 99), 0),
            (RunListingQuery(text: "test.train"), 10),
        ]
    )
    func narrowed(query: RunListingQuery, total: Int) {
        #expect(Self.outline.listing(query).total == total)
    }

    @Test("come in pages that together are all")
    func pages() {
        var query = RunListingQuery(group: 1, limit: 3)
        var runs: [RunIndex] = []
        while true {
            let page = Self.outline.listing(query)
            #expect(page.items.count <= 3)
            #expect(page.total == 10)
            runs += page.items.map(\.run)
            guard let next = page.next else { break }
            query.first = next
        }
        #expect(runs == Array(1...10))
    }
}
