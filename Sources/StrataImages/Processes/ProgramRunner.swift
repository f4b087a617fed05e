import FoundationEssentials
import Subprocess

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Starts other programs: the one that is packaged, git, container engines.
struct ProgramRunner: Sendable {
    /// What a program answered.
    struct Answer: Sendable {
        var output: [UInt8]
        var errors: String
        /// Whether it ended with exit code 0.
        var isSuccess: Bool
        /// How it ended, in words.
        var ending: String
    }

    /// Runs a program, by its path or by a name that `PATH` leads to.
    ///
    /// - Returns: What it answered; `nil` where there is no such program.
    /// - Throws: `CancellationError`, and what the system says of a program that cannot be started.
    static func run(_ program: String, _ arguments: [String], in folder: String? = nil) async throws -> Answer? {
        guard let found = find(program) else { return nil }
        do {
            let result = try await Subprocess.run(
                .path(path(found)),
                arguments: Arguments(arguments),
                workingDirectory: folder.map { path($0) },
                output: .bytes(limit: 64 * 1024 * 1024),
                error: .string(limit: 1024 * 1024)
            )
            let ending =
                switch result.terminationStatus {
                case .exited(let code): "it ended with exit code \(code)"
                case .signaled(let signal): "it was ended by signal \(signal)"
                }
            return Answer(
                output: result.standardOutput,
                errors: result.standardError,
                isSuccess: result.terminationStatus.isSuccess,
                ending: ending
            )
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return nil
        }
    }

    /// The first executable of that name in the folders of `PATH`; a path stays what it is.
    ///
    /// Subprocess would try folder after folder by starting a process in each, half a millisecond every time.
    private static func find(_ program: String) -> String? {
        guard !program.contains("/") else { return program }
        let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        // An empty folder means the one that this program is in (POSIX.1-2017, 8.3).
        return folders.split(separator: ":", omittingEmptySubsequences: false)
            .map { "\($0.isEmpty ? "." : $0)/\(program)" }
            .first { isExecutableFile($0) }
    }

    private static func isExecutableFile(_ path: String) -> Bool {
        var isFolder = false
        return access(path, X_OK) == 0
            && FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder
    }

    /// The text as a path, without importing the module that has the type: it differs by platform.
    private static func path<Value: ExpressibleByStringLiteral>(_ text: String) -> Value
    where Value.StringLiteralType == String {
        Value(stringLiteral: text)
    }
}
