import Foundation
import StrataTestSupport
import Testing

/// The built `CrashFixture`, run from outside.
struct FixtureProcess {
    struct Outcome {
        var lines: [String]
        var exitCode: Int
    }

    /// Runs it in `folder`, and kills it with `kill -9` once it has said so many lines; what it said until its death
    /// counts.
    static func run(_ arguments: [String], in folder: String, killAfter lineCount: Int = 0) async throws -> Outcome {
        let program = try #require(builtProgram("CrashFixture"))
        // The shell reads no further than a line, so that the moment of the kill is that of the line.
        let script = """
            mkfifo pipe && trap 'rm pipe' EXIT
            "$@" > pipe & pid=$! count=0
            while IFS= read -r line; do
                echo "$line"
                count=$((count + 1))
                if [ $count -eq \(lineCount) ]; then kill -9 $pid; fi
            done < pipe
            wait $pid 2> /dev/null
            echo "exit $?"
            """
        let outcome = try await runProgram(["sh", "-c", script, "sh", program] + arguments, in: folder)
        let lines = outcome.output.split(separator: "\n").map(String.init)
        let last = try #require(lines.last, "\(outcome.errors)")
        let code = try #require(last.split(separator: " ").last.flatMap { Int($0) }, "\(last) \(outcome.errors)")
        return Outcome(lines: lines.dropLast(), exitCode: code)
    }
}
