import Foundation
import Subprocess

/// The built `strata`, run as a user runs it.
struct CommandLineTool {
    /// What a run of it gave.
    struct Outcome {
        var exitCode: Int32
        var output: String
        var errors: String
    }

    /// The store's folder; what is recorded there is seen by the tool.
    var home: String

    /// Runs the tool to its end.
    func run(_ arguments: String..., in folder: String? = nil) async throws -> Outcome {
        try await run(arguments, in: folder)
    }

    /// Runs the tool to its end.
    func run(_ arguments: [String], in folder: String? = nil) async throws -> Outcome {
        let executable = try Self.path()
        let here = "cd \"$0\" && exec \"$@\""
        let result = try await Subprocess.run(
            .name("sh"),
            arguments: Arguments(["-c", here, folder ?? home, executable] + arguments),
            environment: .inherit.updating(["STRATA_HOME": home, "COLUMNS": "80", "NO_COLOR": nil]),
            output: .string(limit: 64 * 1024 * 1024),
            error: .string(limit: 64 * 1024 * 1024)
        )
        let code: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): 128 + signal
            }
        return Outcome(exitCode: code, output: result.standardOutput, errors: result.standardError)
    }

    /// Where the build put `strata`: beside the tests' own program, or a few folders above it.
    private static func path() throws -> String {
        var starts = [URL(filePath: CommandLine.arguments[0]), Bundle.main.bundleURL]
        starts += Bundle.allBundles.map(\.bundleURL)
        starts += ["/proc/self/exe"].compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: $0) }
            .map { URL(filePath: $0) }
        for start in starts {
            var folder = start.standardizedFileURL
            for _ in 0..<6 {
                let candidate = folder.appending(path: "strata").path
                var isDirectory: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate, isDirectory: &isDirectory), !isDirectory.boolValue
                {
                    return candidate
                }
                folder.deleteLastPathComponent()
            }
        }
        throw NotBuilt()
    }

    struct NotBuilt: Error, CustomStringConvertible {
        var description = "there is no built 'strata' beside the tests"
    }
}
