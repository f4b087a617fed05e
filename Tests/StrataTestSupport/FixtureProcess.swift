import Foundation
import Testing

/// A built program that is made to be killed, run from outside.
public enum FixtureProcess {
    /// How it went.
    public struct Outcome: Sendable {
        /// What it said until its death.
        public var lines: [String]
        /// Its exit code; 137 where it was killed.
        public var exitCode: Int
    }

    /// Runs a program in `folder`, and kills it with `kill -9` once it has said so many lines.
    ///
    /// - Parameters:
    ///   - arguments: What it is given.
    ///   - name: The program, one that was built with these tests.
    ///   - folder: Where it runs.
    ///   - lineCount: After how many lines it is killed; 0 for never.
    /// - Returns: What it said until its death, and how it ended.
    /// - Throws: Where it was not built, or cannot be started.
    public static func run(
        _ arguments: [String],
        of name: String = "CrashFixture",
        in folder: String,
        killAfter lineCount: Int = 0
    ) async throws -> Outcome {
        let program = try #require(builtProgram(name))
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
