import StrataModel
import Testing

@testable import StrataCommands

@Suite struct RunTreeTests {
    private let now = Sample.time(60)

    @Test("the tree has marks, numbers, durations, and failures with their remedy")
    func tree() {
        let text = RunTree(forest: Sample.forest(trainings: 2, failing: [1]), now: now).text()
        #expect(
            text == """
                ! pipeline .0  failed below  5.0 s
                ├─ ✓ load .1  250 ms
                ├─ ! search .2  failed below  4.0 s
                │  ├─ ✓ train .3  1.0 s
                │  ├─ ✗ train .4  failed  1.0 s
                │  │     the loss is not a number
                │  │     Choose a lower rate.
                │  └─ ⊘ best .5  canceled  1.0 s
                └─ ✓ load .6  1.0 s
                """
        )
    }

    @Test("a wide fan-out is folded, and its failed runs are drawn")
    func folded() {
        let text = RunTree(forest: Sample.forest(trainings: 100, failing: [4, 7]), now: now).text()
        #expect(
            text == """
                ! pipeline .0  failed below  5.0 s
                ├─ ✓ load .1  250 ms
                └─ ! search .2  failed below  4.0 s
                   ├─ ✗ train ×100 (98 succeeded, 2 failed)
                   │  ├─ ✗ train .7  failed  1.0 s
                   │  │     the loss is not a number
                   │  │     Choose a lower rate.
                   │  └─ ✗ train .10  failed  1.0 s
                   │        the loss is not a number
                   │        Choose a lower rate.
                   └─ ⊘ best .103  canceled  1.0 s
                """
        )
    }

    @Test("--all draws every run, and twenty are never folded")
    func all() {
        let lines = RunTree(forest: Sample.forest(trainings: 100), showsAll: true, now: now).text().split(
            separator: "\n"
        )
        #expect(lines.count == 104)
        #expect(RunTree(forest: Sample.forest(trainings: 20), now: now).text().split(separator: "\n").count == 24)
    }

    @Test("a run that is under way has a duration until now")
    func running() {
        let forest = RunForest(runs: [Sample.run(0, below: nil, 0, .running)], functions: [:])
        #expect(RunTree(forest: forest, now: now).text() == "▶ function 0 .0  running  59.0 s")
    }

    @Test(
        "100,000 runs are drawn in linear time, wide or deep",
        .timeLimit(.minutes(10)),
        arguments: [true, false]
    )
    func many(isDeep: Bool) {
        let runs = (0..<RunIndex(100_000)).map { Sample.run($0, below: $0 == 0 ? nil : isDeep ? $0 - 1 : 0, 3) }
        let forest = RunForest(runs: runs, functions: Sample.functions)
        let text = RunTree(forest: forest, showsAll: true, now: now).text()
        #expect(text.utf8.count { $0 == UInt8(ascii: "\n") } == 99_999)
        #expect(GraphDot(graph: RunGraph(forest: forest), title: "").text().utf8.count > 100_000)
    }
}
