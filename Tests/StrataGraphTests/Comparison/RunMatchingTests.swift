import Foundation
import StrataAPI
import StrataModel
import Testing

@testable import StrataGraph

/// Runs of two pipeline runs that belong together.
@Suite("Comparing runs")
struct RunMatchingTests {
    /// Writes a pipeline run as lines `<indentation><function> <state> <output>`, two blanks a level.
    private static func forest(_ text: String, order: [Int]? = nil) -> RunForest {
        var keys: [String: FunctionKey] = [:]
        var functions: [FunctionKey: FunctionRecord] = [:]
        var runs: [RunRecord] = []
        var open: [RunIndex] = []
        for (index, line) in text.split(separator: "\n").enumerated() {
            let depth = line.prefix { $0 == " " }.count / 2
            let words = line.split(separator: " ").map(String.init)
            let key = keys[words[0]] ?? FunctionKey(keys.count)
            keys[words[0]] = key
            functions[key] = FunctionRecord(
                name: "M.\(words[0])()",
                label: words[0],
                kind: .computing,
                resultType: "Int",
                source: "func \(words[0])()",
                file: "M/f.swift",
                line: 1
            )
            open = Array(open.prefix(depth))
            let parent = open.last
            open.append(RunIndex(index))
            let state = words.count > 1 ? RunState(rawValue: words[1]) ?? .succeeded : .succeeded
            var run = RunRecord(
                index: RunIndex(index),
                parent: parent,
                function: key,
                state: state,
                times: RunTimes(created: Timestamp(microseconds: 0))
            )
            if state.hasOutput {
                let word = words.count > 2 ? words[2] : "same"
                run.output = ArtifactRecord(
                    reference: ArtifactReference(digest: Digest(hashing: Array(word.utf8)), size: 1, type: "Int")
                )
            }
            runs.append(run)
        }
        var forest = RunForest(below: 0, functions: functions)
        // A store gives runs by their numbers; children of different parents may be mixed, as they were made.
        for run in runs { forest.add(run) }
        return forest
    }

    private static func text(_ matching: RunMatching) -> [String] {
        matching.matches.indices.map { position in
            let pair = matching.pair(position)
            let sides = "\(pair.left.map { "\($0.index)" } ?? "–")/\(pair.right.map { "\($0.index)" } ?? "–")"
            return
                "\(String(repeating: ">", count: pair.depth))\(pair.label)#\(pair.occurrence) \(sides) \(pair.difference)"
        }
    }

    @Test("matches by function and place among siblings")
    func places() {
        let matching = RunMatching(
            left: Self.forest("p\n  split\n  train\n  train\n  report"),
            right: Self.forest("p\n  split\n  train\n  train succeeded other\n  train\n  check")
        )
        #expect(
            Self.text(matching) == [
                "p#1 0/0 none", ">split#1 1/1 none", ">train#1 2/2 none", ">train#2 3/3 output",
                ">report#1 4/– onlyLeft",
                ">train#3 –/4 onlyRight", ">check#1 –/5 onlyRight",
            ]
        )
        #expect(matching.differingCount == 4)
        #expect(matching.counterpart(ofRight: 3) == 3)
        #expect(matching.counterpart(ofRight: 5) == nil)
    }

    @Test(
        "looks first at the run that differs for a reason of its own",
        arguments: [
            // The output that differs farthest down, before what follows from it.
            (
                "p\n  a\n    x\n    y\n  b",
                "p succeeded z\n  a succeeded z\n    x\n    y succeeded z\n  b succeeded z", "y#1"
            ),
            // A failure, not those who were stopped because of it and stand before it.
            ("p\n  a\n  b\n  c", "p nestedFailed\n  a canceled\n  b failed\n  c canceled", "b#1"),
            // A different output before the failure that came of it.
            ("p\n  load\n  train", "p nestedFailed\n  load succeeded z\n  train failed", "load#1"),
            // A function that failed made no runs below it.
            ("p\n  g\n    x\n    y", "p nestedFailed\n  g failed", "g#1"),
            // Everything was stopped.
            ("p\n  a\n  b", "p canceled\n  a\n  b canceled", "b#1"),
            // Used again instead of made: the same.
            ("p\n  a cached\n  b", "p\n  a\n  b", nil),
            // The tops belong together, whatever their functions are.
            ("p", "q", nil), ("p", "q succeeded z", "q#1"),
        ] as [(String, String, String?)]
    )
    func first(left: String, right: String, expected: String?) {
        let matching = RunMatching(left: Self.forest(left), right: Self.forest(right))
        let first = matching.first.map { matching.pair($0) }
        #expect(first.map { "\($0.label)#\($0.occurrence)" } == expected)
    }

    @Test("takes the runs below one run alone")
    func below() {
        var forest = RunForest(below: 2, functions: [:])
        let parents: [RunIndex?] = [nil, 0, 0, 2, 1, 3]
        for (index, parent) in parents.enumerated() {
            forest.add(
                RunRecord(
                    index: RunIndex(index),
                    parent: parent,
                    function: 0,
                    times: RunTimes(created: Timestamp(microseconds: 0))
                )
            )
        }
        #expect(forest.entries.map(\.run.index) == [2, 3, 5])
        #expect(forest.names == ["function 0"])
    }

    @Test("goes down as deep as runs are nested, and lists few of many")
    func large() throws {
        func forest(_ failing: RunIndex?) -> RunForest {
            let functions: [FunctionKey: FunctionRecord] = [
                0: FunctionRecord(name: "p", label: "p", kind: .graph, resultType: "", file: "", line: 1),
                1: FunctionRecord(name: "train", label: "train", kind: .computing, resultType: "", file: "", line: 1),
            ]
            var forest = RunForest(below: 0, functions: functions)
            for index in 0..<100_000 as Range<RunIndex> {
                // A chain of 10,000, then 90,000 side by side.
                let parent: RunIndex? = index == 0 ? nil : index < 10_000 ? index - 1 : 0
                var run = RunRecord(
                    index: index,
                    parent: parent,
                    function: index == 0 ? 0 : 1,
                    state: index == failing ? .failed : .succeeded,
                    times: RunTimes(created: Timestamp(microseconds: 0))
                )
                if run.state == .succeeded {
                    let bytes: [UInt8] = failing != nil && index > 50_000 ? [1] : [0]
                    run.output = ArtifactRecord(
                        reference: ArtifactReference(digest: Digest(hashing: bytes), size: 1, type: "")
                    )
                }
                forest.add(run)
            }
            return forest
        }
        let matching = RunMatching(left: forest(nil), right: forest(60_000))
        let summary = PipelineRunSummary(
            pipelineRun: PipelineRunRecord(
                id: PipelineRunID(),
                name: "",
                function: "p",
                runner: "",
                driver: .init(user: "", host: "", processID: 0, processStart: 0),
                strataVersion: "",
                createdAt: Timestamp(microseconds: 0)
            ),
            label: ""
        )
        let side = Comparison.Side(
            run: RunID(pipelineRun: summary.pipelineRun.id, index: 0),
            label: "",
            state: .succeeded,
            summary: summary
        )
        let draft = ComparisonDraft(matching, left: side, right: side)
        #expect(draft.metrics.count <= 60)
        let comparison = draft.comparison(inputs: [], output: nil, firstInputs: [], metrics: [])
        #expect(comparison.runCount == 100_000)
        #expect(comparison.differingCount == 49_999)
        #expect(comparison.runs.count == Comparison.runLimit)
        #expect(comparison.runs.first?.right?.index == 50_001)
        #expect(comparison.first?.pair.right?.index == 50_001)
        #expect(comparison.functions.first { $0.name == "train" }?.differingCount == 49_999)
        let bytes = try APICoding.encoder.encode(comparison)
        #expect(bytes.count < 300_000)
        #expect(try APICoding.decoder.decode(Comparison.self, from: bytes) == comparison)
    }

    @Test("compares arguments as a shell takes them, and sources of functions of one name")
    func settings() throws {
        func side(_ arguments: [String]) -> Comparison.Side {
            let record = PipelineRunRecord(
                id: PipelineRunID(),
                name: "n",
                function: "p",
                runner: "local",
                driver: .init(user: "ann", host: "", processID: 0, processStart: 0),
                arguments: arguments,
                strataVersion: "1",
                createdAt: Timestamp(microseconds: 0)
            )
            return Comparison.Side(
                run: RunID(pipelineRun: record.id, index: 0),
                label: "p",
                state: .running,
                summary: PipelineRunSummary(pipelineRun: record, label: "p")
            )
        }
        let settings = SettingComparison.settings(side(["--rate", "0.1"]), side(["a b", "it's", ""]))
        let arguments = try #require(settings.first { $0.name == "Arguments" })
        #expect(arguments.left == "--rate 0.1")
        #expect(arguments.right == "'a b' 'it'\\''s' ''")
        #expect(settings.filter { !$0.isEqual }.map(\.name) == ["Arguments"])
        #expect(settings.first { $0.name == "Machine" }?.left == nil)
    }

    @Test("keeps the last of a metric's values, and those of the last attempt")
    func metrics() throws {
        func point(_ step: Int64, attempt: Int32 = 1, name: String = "loss") -> MetricPoint {
            MetricPoint(
                run: 1,
                attempt: attempt,
                name: name,
                step: step,
                value: Double(step),
                time: Timestamp(microseconds: 0)
            )
        }
        let pair = Comparison.Pair(
            function: "f",
            label: "f",
            occurrence: 1,
            depth: 1,
            left: nil,
            right: nil,
            difference: .none
        )
        let found = MetricComparison.metrics(
            pair,
            (0..<1001).map { point($0) },
            [point(5), point(2, attempt: 2), point(1, attempt: 2), point(9, name: "only right")]
        )
        #expect(found.map(\.name) == ["loss", "only right"])
        #expect(found[0].left.count == Comparison.Metric.pointLimit)
        #expect((found[0].left.first?.step, found[0].left.last?.step) == (0, 1000))
        #expect(found[0].right.map(\.step) == [1, 2])
        #expect(found[1].left.isEmpty)
    }

    @Test(
        "says why values are not compared",
        arguments: [
            ("application/json", 10, nil, "are not there"), ("application/octet-stream", 10, [1], "bytes"),
            ("application/json", 5_000_000, [1], "too large"), ("application/json", 10, [1], "not JSON"),
        ] as [(String, Int64, [UInt8]?, String)]
    )
    func obstacles(mediaType: String, size: Int64, bytes: [UInt8]?, words: String) {
        func loaded(_ byte: UInt8) -> ValueComparison.Loaded {
            (ArtifactReference(digest: Digest(hashing: [byte]), size: size, type: "T", mediaType: mediaType), bytes)
        }
        let value = ValueComparison.value("x", loaded(1), loaded(2))
        #expect(value.obstacle?.contains(words) == true)
        #expect(ValueComparison.value("x", loaded(1), loaded(1)).obstacle == nil)
        #expect(ValueComparison.value("x", nil, loaded(1)).obstacle == nil)
    }

    @Test("takes inputs in the right side's order")
    func inputs() {
        func loaded(_ json: String) -> ValueComparison.Loaded {
            let bytes = Array(json.utf8)
            return (ArtifactReference(digest: Digest(hashing: bytes), size: Int64(bytes.count), type: "T"), bytes)
        }
        let values = ValueComparison.inputs(
            [("gone", loaded("1")), ("config", loaded(#"{"epochs":3}"#)), ("same", loaded("7"))],
            [("same", loaded("7")), ("config", loaded(#"{"epochs":5}"#)), ("new", loaded("2"))]
        )
        #expect(values.map(\.name) == ["same", "config", "new", "gone"])
        #expect(values.map(\.isEqual) == [true, false, false, false])
        #expect(values[1].fields == [Comparison.Field(path: "epochs", left: "3", right: "5")])
    }
}
