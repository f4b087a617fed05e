import Foundation
import Subprocess

/// A program run to its end.
///
/// All tests start processes this way: it leaves the threads that tests share free, and two ways of starting processes at
/// once would pass each other's pipes to their children.
public struct ProgramOutcome: Sendable {
    /// The exit code; 128 and the signal's number where a signal ended it, as a shell has it.
    public var exitCode: Int32
    /// What it wrote to standard output.
    public var output: String
    /// What it wrote to standard error.
    public var errors: String
}

/// Runs a program, found on the path, in a folder.
///
/// - Parameters:
///   - arguments: The program's name or path, then its arguments.
///   - folder: Where it runs; `nil` for here.
///   - environment: What differs from this process's environment; `nil` takes a variable away.
/// - Returns: What it wrote and how it ended.
/// - Throws: What starting the program throws.
public func runProgram(
    _ arguments: [String],
    in folder: String? = nil,
    environment: [String: String?] = [:]
) async throws -> ProgramOutcome {
    let here = "cd \"$0\" && exec \"$@\""
    let changes = Dictionary(
        uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
    )
    let result = try await Subprocess.run(
        .name("sh"),
        arguments: Arguments(["-c", here, folder ?? FileManager.default.currentDirectoryPath] + arguments),
        environment: .inherit.updating(changes),
        output: .string(limit: 64 * 1024 * 1024),
        error: .string(limit: 64 * 1024 * 1024)
    )
    let code: Int32 =
        switch result.terminationStatus {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    return ProgramOutcome(exitCode: code, output: result.standardOutput, errors: result.standardError)
}

/// A program that was built with these tests, beside their own or a few folders above it.
///
/// - Returns: Its path, or `nil` where it was not built.
public func builtProgram(_ name: String) -> String? {
    var starts = [URL(filePath: CommandLine.arguments[0]), Bundle.main.bundleURL]
    starts += ["/proc/self/exe"].compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: $0) }
        .map { URL(filePath: $0) }
    for start in starts {
        var folder = start.standardizedFileURL
        for _ in 0..<6 {
            let candidate = folder.appending(path: name).path
            var isDirectory: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate, isDirectory: &isDirectory), !isDirectory.boolValue {
                return candidate
            }
            folder.deleteLastPathComponent()
        }
    }
    return nil
}
