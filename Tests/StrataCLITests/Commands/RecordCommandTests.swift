import Foundation
import StrataEngine
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataCommands

/// Runs the built program against a store that was filled through the store's own calls.
@Suite(.timeLimit(.minutes(10))) struct RecordCommandTests {
    /// Three pipeline runs: two whose identifiers begin alike, the later one failed, and one that stands as running.
    private func withStore(_ body: (CommandLineTool, SampleStore) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let store = try SampleStore(home: folder)
            try await store.record(
                Sample.pipelineRun(try Sample.id("3f9a1c2b"), tags: ["nightly"]),
                Sample.runs(trainings: 2)
            )
            var failed = Sample.pipelineRun(try Sample.id("3f9a1c2c"), name: "broken", state: .failed, seconds: 10)
            failed.failure = RunFailure(cause: .nested(2), message: "train failed")
            let log = LogLine(
                run: 4,
                attempt: 1,
                number: 0,
                time: Sample.time(1.5),
                level: "info",
                message: "epoch 1\nok"
            )
            try await store.record(failed, Sample.runs(trainings: 30, failing: [1]), logs: [log])
            var running = Sample.pipelineRun(try Sample.id("beef"), name: "stuck", state: .running, seconds: 20)
            running.driver.host = DriverProbe.system.host
            running.driver.processID = .max
            try await store.record(running, [Sample.run(0, below: nil, 0, .running)])
            try await body(CommandLineTool(home: folder), store)
        }
    }

    @Test("'runs' lists the newest first, and tells when a driver is gone")
    func runs() async throws {
        try await withStore { strata, _ in
            let lines = try await strata.run("runs").output.split(separator: "\n").map(String.init)
            #expect(lines.count == 4)
            #expect(lines[0].hasPrefix("RUN       NAME    FUNCTION"))
            #expect(lines[1].hasPrefix("beef0000  stuck   Digits.pipeline(rates:)  running (driver gone)  "))
            #expect(
                lines[2].contains("31 succeeded, 1 failed, 2 failed below, 1 canceled") || lines[2].contains("broken")
            )
            #expect(lines[3].contains("6.0 s  nightly  7 succeeded"))
        }
    }

    @Test(
        "'runs' narrows the list",
        arguments: [
            (["--state", "failed"], ["3f9a1c2c"]), (["--tag", "nightly"], ["3f9a1c2b"]),
            (["--function", "STUCK"], ["beef"]), (["--limit", "1"], ["beef"]), (["--tag", "none"], []),
            (["--since", "2026-11-23T06:00:05Z"], ["beef", "3f9a1c2c"]), (["--since", "2100-01-01"], []),
        ]
    )
    func filters(_ arguments: [String], _ beginnings: [String]) async throws {
        try await withStore { strata, _ in
            let outcome = try await strata.run(["runs", "--json"] + arguments)
            let list = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
            )
            let ids = list.compactMap { $0["id"] as? String }
            let expected = try beginnings.map { try Sample.id($0).description }
            #expect(ids == expected)
            if let first = list.first, first["name"] as? String == "stuck" {
                #expect(first["driverAlive"] as? Bool == false)
            }
        }
    }

    @Test("'show' tells a pipeline run: header, tree, inputs and output")
    func showPipelineRun() async throws {
        try await withStore { strata, _ in
            let outcome = try await strata.run("show", "3f9a1c2b")
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.contains("Run        3f9a1c2b000000000000000000000000\n"))
            #expect(outcome.output.contains("Arguments  --name 'two words'\n"))
            #expect(outcome.output.contains("│  └─ ✓ best .5  1.0 s\n"))
            #expect(outcome.output.contains("Inputs\n  rates  [Double]  [0.1,0.5]\n"))
            #expect(!outcome.output.contains("\u{1B}"))
            let failed = try await strata.run("show", "3f9a1c2c").output
            #expect(failed.contains("✗ train ×30 (29 succeeded, 1 failed)"))
            #expect(failed.contains("Choose a lower rate."))
        }
    }

    @Test("'show' tells one run with its failure and the runs above")
    func showRun() async throws {
        try await withStore { strata, _ in
            let output = try await strata.run("show", "3f9a1c2c.4").output
            for part in [
                "train 3f9a1c2c.4  ✗ failed", "Below         pipeline .0 › search .2",
                "Source        Digits/Train.swift:7",
                "Where         standalone (cuda)", "About         Trains one classifier.", "Used by       best .33",
                "  the function threw an error\n  TrainingError\n  the loss is not a number\n  Choose a lower rate.\n",
                "Settings      cache, retry 3, timeout 30 min, cpu 2, memory 4Gi, gpus 1, tags slow",
                "  in search .2\n  in pipeline .0",
            ] {
                #expect(output.contains(part), "\(part) is not in:\n\(output)")
            }
            let load = try await strata.run("show", "3f9a1c2b.1", "--json").output
            let json = try #require(try JSONSerialization.jsonObject(with: Data(load.utf8)) as? [String: Any])
            #expect(json["usedBy"] as? [Int] == [2])
            let value = (json["output"] as? [String: Any])?["value"] as? [String: [Int]]
            #expect(value == ["training": [1, 2, 3]])
        }
    }

    @Test("'graph' writes every format", arguments: ["text", "dot", "mermaid", "json"])
    func graph(_ format: String) async throws {
        try await withStore { strata, _ in
            let outcome = try await strata.run("graph", "3f9a1c2b", "--format", format)
            #expect(outcome.exitCode == 0)
            let expected = [
                "text": "search .2  data ← load.training (.1)", "dot": "label=\"data ← load.training\"",
                "mermaid": "r1 -->|\"data ← load.training\"| r2", "json": "\"path\" : \".training\"",
            ]
            let part = try #require(expected[format])
            #expect(outcome.output.contains(part))
        }
    }

    @Test("'logs' has time, run and level, as text and as JSON lines")
    func logs() async throws {
        try await withStore { strata, _ in
            let text = try await strata.run("logs", "3f9a1c2c").output
            #expect(text == "2026-11-23T06:00:01.500Z  train .4  info     epoch 1\n    ok\n")
            let json = try await strata.run("logs", "3f9a1c2c.2", "--json").output
            #expect(json.contains(#""label":"train","level":"info","message":"epoch 1\nok","number":0"#))
            #expect(json.split(separator: "\n").count == 1)
            let outcome1 = try await strata.run("logs", "3f9a1c2b")
            #expect(outcome1.errors == "Run 3f9a1c2b.0 logged nothing.\n")
        }
    }

    @Test(
        "errors say what happened and what to do, with their exit code",
        arguments: [
            (["show", "3f9a"], 1, "3f9a1c2c  broken  failed     "), (["show", "3f9a"], 1, "Type more digits."),
            (["show", "0000"], 1, "begins with '0000'.\nList the ones there are with 'strata runs'"),
            (["show", "beef.9"], 1, "pipeline run beef0000 has no run 9: it has run 0 only."),
            (["show", "3f9a1c2b.99"], 1, "it has the runs 0 to 6."),
            (["show", "xyz"], 2, "an identifier has the digits 0-9 and a-f"),
            (["show"], 2, "Missing expected argument"),
            (["graph", "beef.0"], 2, "leave out the run's number"), (["runs", "--limit", "0"], 2, "a number from 1"),
            (["runs", "--state", "odd"], 2, "'odd' is invalid"), (["runs", "--since", "odd"], 2, "an age such as"),
            (["nonsense"], 2, "Unexpected argument 'nonsense'"), (["show", "@", "--odd"], 2, "Unknown option '--odd'"),
            (["artifact", "beef", "output"], 1, "has no output: it is running."),
            (["artifact", "3f9a1c2b", "size"], 1, "no input called 'size': it has rates."),
            (["artifact", "beef", "x", "--force"], 2, "'--force' needs '--output'"),
            (["run"], 1, "there is no Swift package (Package.swift) in"),
            (["run", "--package-path", "/nowhere"], 1, "or make one with 'strata new NAME'"),
        ]
    )
    func errors(_ arguments: [String], _ exitCode: Int32, _ text: String) async throws {
        try await withStore { strata, _ in
            let outcome = try await strata.run(arguments)
            #expect(outcome.exitCode == exitCode)
            #expect(outcome.errors.hasPrefix("error: "))
            #expect(outcome.errors.contains(text), "in:\n\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }

    @Test("where nothing is recorded, looking says so and creates nothing")
    func nothingRecorded() async throws {
        try await withTemporaryFolder { folder in
            let strata = CommandLineTool(home: folder + "/none")
            let list = try await strata.run("runs", in: folder)
            #expect(list.exitCode == 0)
            #expect(list.errors.contains("There are no pipeline runs in"))
            let outcome2 = try await strata.run("runs", "--json", in: folder)
            #expect(outcome2.output == "[\n\n]\n")
            let show = try await strata.run("show", "latest", in: folder)
            #expect(show.exitCode == 1)
            #expect(show.errors.contains("nothing has been recorded in \(folder)/none yet."))
            #expect(!FileManager.default.fileExists(atPath: folder + "/none"))
        }
    }

    @Test(
        "a store below a file is refused, not taken for an empty one",
        arguments: [["runs"], ["runs", "--json"], ["show", "latest"]]
    )
    func storeBelowFile(_ arguments: [String]) async throws {
        try await withTemporaryFolder { folder in
            try Data().write(to: URL(filePath: folder + "/file"))
            let outcome = try await CommandLineTool(home: folder + "/file/store").run(arguments, in: folder)
            #expect(outcome.exitCode == 1)
            let finding = "error: \(folder)/file/store cannot be used: a part of it is a file, not a folder.\n"
            #expect(outcome.errors.hasPrefix(finding), "in:\n\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }
}
