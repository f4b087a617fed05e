import Foundation
import StrataModel

/// What the page of a run asks for, by wrk.
struct RequestCases {
    let place: Workplace

    func run() async throws {
        try await place.withServer { server in
            var pipeline = RecordedPipeline(Samples.pipelineRun(), root: Samples.function("pipeline"))
            pipeline.start(0)
            for number in 0..<200 {
                let run = pipeline.add(Samples.function(), below: 0)
                let input = RunInput(name: "config", artifact: Samples.artifact(#"{"rate":\#(number)}"#))
                for line in 0..<50 {
                    pipeline.log(run, "epoch \(line) went by with a loss of \(1.0 / Double(line + 1))")
                }
                for step in 0..<50 { pipeline.report(run, "loss", 1 / Double(step + 1), at: Int64(step)) }
                pipeline.succeed(run, inputs: [input], output: Samples.artifact(#"{"loss":0.25}"#))
            }
            pipeline.move(0, to: .succeeded)
            pipeline.end(.succeeded)
            try await server.record(pipeline.record, [pipeline.takeChanges()])
            let id = pipeline.record.id
            try await load(server, "its details", id, [""])
            try await load(server, "all it shows", id, ["", "/logs?limit=50", "/metrics", "/output"])
        }
    }

    private func load(_ server: ServerProgram, _ name: String, _ id: PipelineRunID, _ tails: [String]) async throws {
        let paths = (1...200).flatMap { run in tails.map { "/api/v1/runs/\(id).\(run)\($0)" } }
        let full = try await wrk(server, paths, delay: 0)
        Row(name: "requests, \(name)", value: full.rate, unit: "/s", bar: .atLeast(5000)).write()
        // 32 connections, each of which waits between two requests so that 2,500 come in a second.
        let half = try await wrk(server, paths, delay: 32.0 / 2500 * 1000)
        Row(name: "requests, \(name), at half the bar: rate", value: half.rate, unit: "/s").write()
        Row(name: "requests, \(name), at half the bar: p99", value: half.p99, unit: "ms", bar: .atMost(20)).write()
    }

    private struct Outcome {
        var rate: Double
        /// Milliseconds.
        var p99: Double
    }

    /// A mean pause of `delay` milliseconds between two requests of a connection.
    private func wrk(_ server: ServerProgram, _ paths: [String], delay: Double) async throws -> Outcome {
        try await withTemporaryFolder { folder in
            let list = paths.map { "\"\($0)\"" }.joined(separator: ",")
            let pause = delay > 0 ? "function delay() return math.random(0, \(Int(delay * 2))) end" : ""
            let script = """
                local paths = {\(list)}
                local place = math.random(#paths)
                function request()
                  place = place % #paths + 1
                  return wrk.format("GET", paths[place])
                end
                \(pause)
                function done(summary, latency)
                  io.write(string.format("RESULT %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(99), summary.errors.status + summary.errors.read + summary.errors.timeout))
                end
                """
            try Data(script.utf8).write(to: URL(filePath: folder + "/load.lua"))
            let outcome = try await runProgram(
                ["wrk", "-t1", "-c32", "-d\(place.seconds)s", "-s", folder + "/load.lua", server.address]
            )
            let line = outcome.output.split(separator: "\n").first { $0.hasPrefix("RESULT ") }
            let numbers = (line ?? "").split(separator: " ").compactMap { Double($0) }
            guard outcome.exitCode == 0, numbers.count == 4 else {
                throw BenchmarkError("wrk: \(outcome.output)\(outcome.errors)")
            }
            guard numbers[3] == 0 else { throw BenchmarkError("wrk was refused: \(outcome.output)") }
            return Outcome(rate: numbers[0] / numbers[1] * 1_000_000, p99: numbers[2] / 1000)
        }
    }
}
