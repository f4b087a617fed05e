import Foundation
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

/// Runs the executables that `PipelineCommand` makes, from outside.
@Suite("A pipeline's program", .timeLimit(.minutes(10)))
struct PipelineProgramTests {
    private struct Summary: Decodable {
        var id: PipelineRunID?
        var state: PipelineRunState
        var runs: [String: Int]
        var output: [String: Double]?
        var error: [String: String]?
    }

    private static func run(
        _ arguments: [String],
        home: String,
        program: String = "FixturePipeline"
    ) async throws -> ProgramOutcome {
        let program = try #require(builtProgram(program))
        return try await runProgram([program] + arguments, environment: ["STRATA_HOME": home])
    }

    @Test("runs, records and says where to look")
    func succeeds() async throws {
        try await withTemporaryFolder { home in
            let outcome = try await Self.run(["--name", "numbers", "--tag", "a", "--tag", "b"], home: home)
            #expect(outcome.exitCode == 0)
            #expect(outcome.errors.contains("✓ numbers succeeded in "))
            #expect(outcome.errors.contains("10 runs: 10 succeeded"))
            #expect(outcome.output == "{\n  \"best\" : 135,\n  \"mean\" : 90\n}\n")
            #expect(outcome.errors.contains("· Scale: scaling factor=2.0"))
            let store = try StrataHome(path: home).openMetadata()
            let records = try await store.pipelineRuns(.init())
            #expect(records.map(\.name) == ["numbers"])
            #expect(records.map(\.tags) == [["a", "b"]])
            #expect(records.map(\.arguments) == [["--name", "numbers", "--tag", "a", "--tag", "b"]])
            #expect(outcome.errors.contains("\(try #require(records.first).id)"))
        }
    }

    @Test("prints its result as JSON, and nothing else when quiet")
    func json() async throws {
        try await withTemporaryFolder { home in
            let outcome = try await Self.run(["--json", "--quiet", "--count", "3"], home: home)
            let summary = try JSONDecoder().decode(Summary.self, from: Data(outcome.output.utf8))
            #expect(summary.state == .succeeded)
            #expect(summary.runs == ["succeeded": 10])
            #expect(summary.output == ["mean": 6, "best": 9])
            #expect(summary.id != nil)
            #expect(outcome.errors.isEmpty)
        }
    }

    @Test("keeps what functions print apart from the result")
    func prints() async throws {
        try await withTemporaryFolder { home in
            let outcome = try await Self.run(["--behavior", "printing", "--json"], home: home)
            #expect(try JSONDecoder().decode(Summary.self, from: Data(outcome.output.utf8)).state == .succeeded)
            #expect(outcome.errors.contains("printed by a function\n"))
        }
    }

    @Test("that cannot write its result says so and fails")
    func fullOutput() async throws {
        try await withTemporaryFolder { home in
            let program = try #require(builtProgram("FixturePipeline"))
            let outcome = try await runProgram(
                ["sh", "-c", "exec \"$0\" --quiet > /dev/full", program],
                environment: ["STRATA_HOME": home]
            )
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("the result cannot be written to standard output"))
        }
    }

    @Test("goes on when nobody reads what it says, and says which function crashed when one did")
    func closedPipeAndCrash() async throws {
        try await withTemporaryFolder { home in
            let program = try #require(builtProgram("FixturePipeline"))
            let outcome = try await runProgram(
                ["sh", "-c", "{ \"$0\" 2>&1; echo $? > code; } | true; cat code", program],
                in: home,
                environment: ["STRATA_HOME": home]
            )
            #expect(outcome.output != "141\n")
            let crashed = try await Self.run(["--behavior", "crash"], home: home)
            #expect(crashed.exitCode == 137)
            let store = try StrataHome(path: home).openMetadata()
            let records = try await store.pipelineRuns(.init())
            #expect(records.map(\.state) == [.running, .succeeded])
            let id = try #require(records.first).id
            let functions = try await store.functions(of: id)
            let running = try await store.runs(of: id, in: 0..<10).filter { $0.state == .running }
            // What ran beside it may be there too.
            #expect(running.contains { functions[$0.function]?.label == "behave" })
        }
    }

    @Test("runs silently without a store")
    func silent() async throws {
        try await withTemporaryFolder { home in
            let outcome = try await Self.run(["--runner", "silent"], home: home + "/none")
            #expect(outcome.exitCode == 0)
            #expect(!outcome.errors.contains("strata show"))
            #expect(!FileManager.default.fileExists(atPath: home + "/none"))
        }
    }

    @Test("that fails says which function, where, why and what to do, and exits with 1")
    func fails() async throws {
        try await withTemporaryFolder { home in
            let outcome = try await Self.run(["--behavior", "fail"], home: home)
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("FixturePipeline.behave(as:) failed: the numbers are unlucky"))
            #expect(outcome.errors.contains("at FixturePipeline/FixturePipeline.swift:"))
            #expect(outcome.errors.contains("in FixturePipeline.behaving(as:count:), run "))
            #expect(outcome.errors.contains("Try others."))
        }
    }

    @Test("with --keep-going finishes what does not depend on the failure")
    func keepsGoing() async throws {
        try await withTemporaryFolder { home in
            let outcome = try await Self.run(["--behavior", "fail", "--keep-going", "--json"], home: home)
            let summary = try JSONDecoder().decode(Summary.self, from: Data(outcome.output.utf8))
            #expect(outcome.exitCode == 1)
            #expect(summary.runs == ["failed": 1, "nestedFailed": 1, "succeeded": 10])
            #expect(summary.error?["message"] == "the numbers are unlucky")
        }
    }

    @Test(
        "refuses wrong options with 2, and says what is wrong",
        arguments: [
            (["--cnt", "3"], "Did you mean '--count'?"),
            (["--count", "many"], "'many' is invalid"),
            (["--max-parallelism", "0"], "at least one run must execute"),
            (["--runner", "moon"], "local"),
            (["--name", ""], "--name is empty"),
            (["--tag", ""], "no word"),
            (["extra"], "extra"),
        ]
    )
    func usage(arguments: [String], message: String) async throws {
        try await withTemporaryFolder { home in
            let outcome = try await Self.run(arguments, home: home)
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }

    @Test("describes its functions, and its options when asked for help")
    func describes() async throws {
        try await withTemporaryFolder { home in
            let described = try await Self.run(["--strata-describe"], home: home)
            let records = try JSONDecoder().decode([FunctionRecord].self, from: Data(described.output.utf8))
            let scale = try #require(records.first { $0.label == "Scale" })
            #expect(scale.name == "FixturePipeline.scale(_:by:optimizer:limit:)")
            #expect(scale.parameters.map(\.hasDefault) == [false, false, true, true])
            #expect(scale.settings.tags == ["math"])
            #expect(records.first { $0.label == "load" }?.documentation == "Loads \"numbers\".")
            let help = try await Self.run(["--help"], home: home)
            #expect(help.exitCode == 0)
            #expect(help.output.contains("Does as little as a pipeline can."))
            for option in ["--count", "--runner", "--name", "--tag", "--max-parallelism", "--keep-going", "--json"] {
                #expect(help.output.contains(option))
            }
        }
    }

    @Test("with settings that cannot be reports all of them when it starts")
    func misconfigured() async throws {
        try await withTemporaryFolder { home in
            let outcome = try await Self.run([], home: home, program: "FixtureMisconfigured")
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("'FixtureMisconfigured.never()' has 0 attempts"))
            #expect(outcome.errors.contains("'FixtureMisconfigured.instantly()' has a timeout of"))
            #expect(!FileManager.default.fileExists(atPath: home + "/metadata.sqlite"))
        }
    }

    @Test("interrupted once stops cleanly with 130; twice, at once", arguments: [("wait", 1), ("refuseToStop", 2)])
    func interrupted(behavior: String, signals: Int) async throws {
        try await withTemporaryFolder { home in
            let program = try #require(builtProgram("FixturePipeline"))
            let script = """
                mkfifo pipe
                "$0" --behavior "$1" 2> pipe & pid=$! sent=0
                while IFS= read -r line; do
                    case "$line" in
                    *waiting*|*'once more to stop'*)
                        if [ $sent -lt "$2" ]; then sent=$((sent + 1)); kill -INT $pid; fi ;;
                    esac
                done < pipe
                wait $pid
                """
            let outcome = try await runProgram(
                ["sh", "-c", script, program, behavior, "\(signals)"],
                in: home,
                environment: ["STRATA_HOME": home]
            )
            #expect(outcome.exitCode == 130, "\(outcome.errors)")
            let store = try StrataHome(path: home).openMetadata()
            let records = try await store.pipelineRuns(.init())
            // Stopped at once, nobody is left to record the end.
            #expect(records.map(\.state) == [signals == 1 ? .canceled : .running])
        }
    }
}
