import Strata
import StrataTestKit
import Testing

@Suite("A graph without a run")
struct GraphDescriptionTests {
    @Test("tells its functions and what each takes")
    func lines() throws {
        let graph = try GraphDescription(of: training(count: 3))
        #expect(
            graph.lines == [
                "loadData()",
                "fitAll(values ← loadData.training)",
                "loadData()",
                "map(value ← loadData)",
                "score(models ← fitAll, values ← loadData.evaluation) after map",
            ]
        )
        #expect(graph.functions == ["loadData", "fitAll", "loadData", "map", "score"])
        #expect(graph.result == 4)
        #expect(graph.runs[1].graph == nil)
    }

    @Test("opens nested graphs whose inputs are known")
    func nested() throws {
        let graph = try GraphDescription(of: fitAll([1], rates: [1, 2, 3]))
        #expect(graph.functions == ["fit", "fit", "fit", "gather"])
        #expect(graph.lines.last == "gather(models ← fit, fit, fit)")
        let outer = try GraphDescription(of: fitAll([1], rates: [1]).map { $0.count })
        #expect(outer.functions == ["fitAll", "fit", "gather", "map"])
        #expect(outer.lines.first == "fitAll()")
        #expect(outer.lines[1] == "  fit()")
    }

    @Test("reports graphs that cannot be run")
    func invalid() {
        #expect { try GraphDescription(of: unusedFuture()) } throws: { "\($0)".contains("'loadData' is never used") }
    }

    @Test("of a pipeline with no output is one too")
    func void() throws {
        #expect(try GraphDescription(of: telling(text: "a")).functions == ["tell"])
    }
}

@Func
private func unusedFuture() -> Future<Model> {
    _ = loadData(count: 1)
    return fit([1])
}
