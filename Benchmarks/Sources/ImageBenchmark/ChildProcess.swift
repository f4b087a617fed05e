import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One program that ran to its end.
struct ChildProcess {
    /// From before it was started until it was gone.
    let seconds: Double
    /// The largest resident set of it or of a program it waited for, in bytes; never less than this program's own, which
    /// the kernel counts until the other begins.
    let peakBytes: Int
    /// What it wrote to standard output.
    let output: String

    /// Runs a program and waits for it.
    ///
    /// - Parameters:
    ///   - arguments: The program, by a path or a name that `PATH` leads to, and its arguments.
    ///   - environment: Variables besides those of this process.
    ///   - scratch: Where its output goes meanwhile.
    /// - Returns: How long it took, its memory and its output.
    /// - Throws: ``BenchmarkError`` where it cannot be started or does not end with 0, with what it said.
    static func run(_ arguments: [String], environment: [String: String] = [:], scratch: String) throws -> ChildProcess
    {
        let output = scratch + "/output"
        let errors = scratch + "/errors"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var argumentPointers = arguments.map { strdup($0) } + [nil]
        var variablePointers = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in argumentPointers + variablePointers { free(pointer) } }

        var process: pid_t = 0
        let clock = ContinuousClock()
        let start = clock.now
        let failure = posix_spawnp(&process, arguments[0], &actions, nil, &argumentPointers, &variablePointers)
        guard failure == 0 else {
            throw BenchmarkError("\(arguments[0]) cannot be started: \(String(cString: strerror(failure)))")
        }
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
        let elapsed = clock.now - start
        guard status == 0 else {
            let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
            throw BenchmarkError("\(arguments.joined(separator: " ")) failed: \(said)")
        }
        return ChildProcess(
            seconds: elapsed / .seconds(1),
            peakBytes: usage.ru_maxrss * 1024,
            output: try String(contentsOfFile: output, encoding: .utf8)
        )
    }
}

/// Why nothing can be measured.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
