import StrataAPI
import StrataDashboard
import StrataEngine
import StrataModel
import StrataServerTestSupport
import StrataStore
import StrataTestSupport
import Testing

@testable import StrataServer

@Suite("Pages of runs, served")
struct RunPagesTests {
    /// A pipeline run of a graph, run 0, that made `load`, run 1, and `train`, run 2, which takes its output.
    private static func record(
        _ server: ServerFixture,
        _ id: PipelineRunID,
        rate: Double,
        failing failure: RunFailure?,
        createdAt: Int64
    ) async throws {
        let store = server.store
        var record = Samples.pipelineRun(id: id, createdAt: createdAt)
        record.function = "Digits.main(config:data:)"
        try await store.create(record)
        let config = Samples.artifact("{\"epochs\":3,\"rate\":\(rate)}", type: "Config")
        var train = Samples.run(2, parent: 0, dependencies: [RunDependency(run: 1, input: 0)])
        var load = Samples.run(1, parent: 0)
        (load.function, train.function) = (1, 2)
        var changes: [RecordChange] = [
            .function(0, Samples.function("main")), .function(1, Samples.function("load")),
            .function(2, Samples.function("train")),
            .created(Samples.run(0)), Samples.step(0, .created, .scheduled), Samples.step(0, .scheduled, .running),
            .created(load), .created(train), Samples.step(0, .running, .ran),
            Samples.step(1, .created, .scheduled), Samples.step(1, .scheduled, .running),
            Samples.step(1, .running, .succeeded, output: config),
            Samples.step(2, .created, .scheduled),
            Samples.step(2, .scheduled, .running, inputs: [RunInput(name: "config", artifact: config, source: 1)]),
        ]
        if let failure {
            changes.append(Samples.step(2, .running, .failed, failure: failure))
            let above = RunFailure(cause: .nested(2), message: "a run below failed")
            changes.append(Samples.step(0, .ran, .nestedFailed, failure: above))
        } else {
            changes.append(Samples.step(2, .running, .succeeded, output: Samples.artifact("{}")))
            changes.append(Samples.step(0, .ran, .succeeded, output: Samples.artifact("{}")))
        }
        let state: PipelineRunState = failure == nil ? .succeeded : .failed
        changes.append(.ended(state, Samples.time(createdAt + 5000), nil))
        try await store.commit(changes, to: id)
    }

    @Test("from the failed pipeline run's root one reads why, and what the last good run did otherwise")
    func why() async throws {
        try await ServerFixture.with { server in
            let (good, bad) = (PipelineRunID(), PipelineRunID())
            try await Self.record(server, good, rate: 0.01, failing: nil, createdAt: 0)
            let failure = RunFailure(cause: .user, message: "the loss <diverged>", remedy: "Try a smaller rate.")
            try await Self.record(server, bad, rate: 0.5, failing: failure, createdAt: 1_000_000)

            let root = try await server.send("GET", "/runs/\(bad).0")
            #expect(root.status == 200)
            #expect(root.headers["content-security-policy"]?.contains("script-src 'self'") == true)
            for words in [
                "A run below this one failed: train (run 2).", "the loss &lt;diverged&gt;", "Try a smaller rate.",
                "/runs/\(bad).2#failure", "/compare?left=\(good).0&amp;right=\(bad).0",
            ] {
                #expect(root.text.contains(words), "\(words)")
            }

            let train = try await server.send("GET", "/runs/\(bad).2").text
            for words in [
                "The function threw an error.", "/runs/\(bad).1\">load</a>", "config.rate", ">0.01</span>",
                ">0.5</span>",
                "/compare?left=\(good).2&amp;right=\(bad).2",
            ] {
                #expect(train.contains(words), "\(words)")
            }
            // What was good has no good run before it.
            #expect(try await !server.send("GET", "/runs/\(good).2").text.contains("last good run"))
        }
    }

    @Test("a run that is not there, and a name that is none, are refused with words")
    func unknown() async throws {
        try await ServerFixture.with { server in
            let id = PipelineRunID()
            try await Self.record(server, id, rate: 1, failing: nil, createdAt: 0)
            #expect(try await server.send("GET", "/runs/\(id).99").status == 404)
            #expect(try await server.send("GET", "/runs/\(PipelineRunID()).0").status == 404)
            #expect(try await server.send("GET", "/runs/\(PipelineRunID()).0/log.txt").status == 404)
            for name in ["x", "\(id)", "\(id).-1", "\(id).99999999999", "..%2f..%2fetc"] {
                #expect(try await server.send("GET", "/runs/\(name)").status == 400, "\(name)")
            }
        }
    }

    @Test("a failure that names its own run, or one that is not there, ends the way down")
    func circles() async throws {
        try await ServerFixture.with { server in
            for index: RunIndex in [2, 0, -1, 77, .max] {
                let id = PipelineRunID()
                let failure = RunFailure(cause: .nested(index), message: "round and round")
                try await Self.record(server, id, rate: 1, failing: failure, createdAt: 0)
                let page = try await server.send("GET", "/runs/\(id).2")
                #expect(page.status == 200 && page.text.contains("round and round"))
            }
        }
    }

    @Test("the log as text has every line, in order, as a file to save")
    func log() async throws {
        try await ServerFixture.with { server in
            let id = PipelineRunID()
            try await Self.record(server, id, rate: 1, failing: nil, createdAt: 0)
            let lines = (0..<5001).map { number in
                RecordChange.log(
                    LogLine(
                        run: 2,
                        attempt: 1,
                        number: Int64(number),
                        time: Samples.time(Int64(number)),
                        level: "info",
                        message: "<b>line \(number)</b>\n"
                    )
                )
            }
            try await server.store.commit(lines, to: id)
            let answer = try await server.send("GET", "/runs/\(id).2/log.txt")
            #expect(answer.headers["content-type"] == "text/plain; charset=utf-8")
            #expect(answer.headers["content-disposition"]?.hasPrefix("attachment") == true)
            #expect(answer.headers["x-content-type-options"] == "nosniff")
            let text = answer.text.split(separator: "\n")
            #expect(text.count == 5001)
            #expect(text.enumerated().allSatisfy { $1.hasSuffix(" info: <b>line \($0)</b>") })
            let below = try await server.send("GET", "/runs/\(id).0/log.txt?descendants=true").text
            #expect(below.split(separator: "\n").count == 5001 && below.contains("[run 2]"))
            #expect(try await server.send("GET", "/runs/\(id).1/log.txt").text.isEmpty)
        }
    }
}
