import Foundation
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataDashboard

/// Filters of the list of runs stand in its address, and in nothing else.
@Suite("Filters of runs")
struct RunsFilterTests {
    /// An address's fields, as a server reads them.
    private static func fields(_ address: String) -> [(name: String, value: String)] {
        let query = address.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
        return query.split(separator: "&").map { part in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(sides[0]), String(sides.count > 1 ? sides[1] : "").removingPercentEncoding ?? "?")
        }
    }

    @Test("survive the way through their address")
    func roundTrip() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let words = ["a", "é &=?#%+", "日本", "x y", "\"<b>'", "1h", "f(a:b:)"]
        for _ in 0..<300 {
            var fields: [(String, String)] = []
            func maybe(_ name: String, _ values: [String]) {
                if Bool.random(using: &generator) {
                    fields.append((name, values.randomElement(using: &generator) ?? ""))
                }
            }
            for _ in 0..<3 {
                maybe("state", PipelineRunState.allCases.map(\.rawValue))
                maybe("tag", words)
                maybe("trail", words)
            }
            for name in ["function", "user", "q", "cursor"] { maybe(name, words) }
            maybe("range", ["1h", "24h", "7d", "30d", "all"])
            maybe("since", ["2026-11-23T06:13", "2026-11-23T06:13:59"])
            let filter = try RunsFilter(fields)
            #expect(try RunsFilter(Self.fields(filter.address)) == filter, "seed \(seed): \(filter.address)")
        }
    }

    @Test(
        "that cannot be are refused with words",
        arguments: [
            ("state", "broken", "there are running"), ("range", "2y", "there are 1h"),
            ("since", "yesterday", "2026-11-23T06:13"),
            ("until", "2026-13-45T99:99", "2026-11-23T06:13"),
            ("since", String(repeating: "9", count: 16), "2026-11-23T06:13"),
        ]
    )
    func refusals(name: String, value: String, words: String) throws {
        let problem = try #require(throws: Problem.self) { try RunsFilter([(name, value)]) }
        #expect(problem.status == 400)
        #expect(problem.detail.contains(words), "\(problem.detail)")
    }

    @Test("have at most twenty tags")
    func tags() {
        #expect(throws: Problem.self) { try RunsFilter((0..<21).map { ("tag", "t\($0)") }) }
        #expect(throws: Never.self) { try RunsFilter((0..<21).map { _ in ("tag", "same") }) }
    }

    @Test("that are empty, as forms send them, are none")
    func empty() throws {
        let filter = try RunsFilter(RunsFilter.names.map { ($0, "") })
        #expect(filter == RunsFilter())
        #expect(filter.address == "/runs")
        #expect(!filter.isNarrow)
    }

    @Test("of all states are of none")
    func allStates() throws {
        #expect(try RunsFilter(PipelineRunState.allCases.map { ("state", $0.rawValue) }).states.isEmpty)
    }

    @Test("ask the store for what they say")
    func query() throws {
        let filter = try RunsFilter([("state", "failed"), ("range", "1h"), ("q", "x"), ("user", "ann"), ("tag", "t")])
        let query = filter.query(now: PageSamples.now, limit: 50)
        #expect(query.states == [.failed])
        #expect(query.since?.microseconds == PageSamples.now.microseconds - 3_600_000_000)
        #expect((query.text, query.user, query.tags, query.limit) == ("x", "ann", ["t"], 50))
        let exact = try RunsFilter([("range", "1h"), ("since", "2026-11-23T06:13"), ("until", "2026-11-23T06:14:05")])
        #expect(exact.query(now: PageSamples.now, limit: 1).since?.description == "2026-11-23T06:13:00.000Z")
        #expect(exact.query(now: PageSamples.now, limit: 1).until?.description == "2026-11-23T06:14:05.000Z")
    }

    @Test("keep the way back through the pages")
    func pages() throws {
        var filter = try RunsFilter([("q", "x")])
        #expect(filter.preceding == nil)
        var addresses = [filter.address]
        for cursor in ["c1", "c2", "c3"] {
            filter = try RunsFilter(Self.fields(filter.following(cursor)))
            addresses.append(filter.address)
        }
        for expected in addresses.dropLast().reversed() {
            let back = try #require(filter.preceding)
            #expect(back == expected)
            filter = try RunsFilter(Self.fields(back))
        }
        #expect(filter.changed { $0.user = "ann" } == "/runs?user=ann&q=x")
    }

    @Test("keep in their form what is chosen and not among the choices")
    func form() throws {
        let filter = try RunsFilter([("function", "Gone.f()"), ("user", "ann"), ("tag", "a"), ("tag", "b")])
        let form = RunsForm(
            filter,
            FilterChoices(users: ["ben"], tags: ["a", "c"], functions: ["A.f()": "f", "B.f()": "f"])
        )
        #expect(form.functions.map(\.text) == ["Gone.f()", "f (A.f())", "f (B.f())"])
        #expect(form.functions.filter(\.isChosen).map(\.value) == ["Gone.f()"])
        #expect(form.users.filter(\.isChosen).map(\.value) == ["ann"])
        #expect(
            form.chosenTags.map(\.without) == [
                "/runs?function=Gone.f%28%29&tag=b&user=ann", "/runs?function=Gone.f%28%29&tag=a&user=ann",
            ]
        )
        #expect(form.moreTags == ["c"])
    }
}
