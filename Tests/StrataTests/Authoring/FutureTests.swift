import Strata
import StrataModel
import StrataTestSupport
import Testing

@Suite("Futures", .timeLimit(.minutes(10)))
struct FutureTests {
    private let runner = SilentRunner()

    @Test("have the members of their values")
    func members() async throws {
        #expect(try await runner.run(AuthoringGraphs.members()) == #"[1.5, 2.5, 0.5] 0.5 ["b2", "count2", "map7"]"#)
    }

    @Test("stand in arrays, optionals and dictionaries, beside default arguments")
    func collections() async throws {
        let texts = try await runner.run(AuthoringGraphs.collections())
        #expect(
            texts == [
                "[[1, 2], []]", "[]", "0.5 adam nil []", "0.5 sgd(momentum: 0.5) nil []", "0.5 adam 1.0 [\"x\"]",
                "1.0 adam 0.5 []", "[] nil []",
            ]
        )
    }

    @Test("take operators with futures and values on either side")
    func operators() async throws {
        #expect(try await runner.run(AuthoringGraphs.integerOperators()) == [9, 10, 10, 5, 4, -4, 14, 21, 21, 3, 2, 4])
        #expect(
            try await runner.run(AuthoringGraphs.realOperators())
                == [7, 10, 10, 7, 4, -4, 0, 21, 21, .infinity, 1.75, 2]
        )
        #expect(
            try await runner.run(AuthoringGraphs.comparisons()) == [
                false, true, false, false, true, false, true, false, true, true, true, false,
                false, true, true, true, false, false,
            ]
        )
    }

    @Test("are mapped by runs of their own")
    func map() async throws {
        let listener = Listener()
        #expect(try await SilentRunner(listener: listener).run(AuthoringGraphs.mapped()) == "2 of 2!")
        let functions = listener.history.functions.values.filter { $0.kind == .closure }
        #expect(functions.map(\.label) == ["map", "map"])
        #expect(functions.allSatisfy { $0.file.hasSuffix("AuthoringSteps.swift") && $0.line > 0 })
    }

    @Test("are recorded with the type they give, also where two maps stand on one line")
    func mapTypes() async throws {
        let listener = Listener()
        #expect(try await SilentRunner(listener: listener).run(AuthoringGraphs.twoMapsOnOneLine()) == ["1", "2"])
        let types = listener.history.functions.values.filter { $0.kind == .closure }.map(\.resultType)
        #expect(types.sorted() == ["Int", "String"])
    }

    @Test(
        "that cannot be had fail the run that takes them, in words",
        arguments: [
            (0, "divides by zero"), (1, "divides by zero"), (2, "does not fit into a 'Int'"), (3, "does not fit"),
            (4, "does not fit"), (5, "does not fit into a 'Int8'"), (6, "there is no element 1: the array has 1"),
            (7, "there is no element -1"), (8, "no value under the key \"c\""), (9, "there is no element 5"),
            (10, "the disk is on fire"),
        ]
    )
    func failures(way: Int, message: String) async throws {
        try await withTemporaryFolder { home in
            for runner in [SilentRunner(), LocalRunner(home: home)] as [any Runner] {
                let result = try await runner.result(of: AuthoringGraphs.failing(way))
                #expect(result.state == .failed)
                #expect(
                    result.error?.failure.message.contains(message) == true,
                    "\(result.error?.failure.message ?? "-")"
                )
            }
        }
    }

    @Test("say which part of an output they are, alike in every process")
    func paths() async throws {
        let listener = Listener()
        _ = try await SilentRunner(listener: listener).run(AuthoringGraphs.members())
        let describe = listener.history.runs.values.first {
            listener.history.functions[$0.function]?.label == "describe"
        }
        let paths = try #require(describe).dependencies.map(\.path)
        #expect(paths.prefix(3) == [".training.pixels[1]", ".training.pixels[0]", ".training.pixels[0]"])
        #expect(
            Set(paths) == [
                ".training.pixels[1]", ".training.pixels[0]", ".map", ".training.labels[\"b\"]", ".training.<Int>",
            ]
        )
    }
}
