import Foundation
import Synchronization

/// The built `CrashFixture`, run from outside.
struct FixtureProcess {
    struct Outcome {
        var lines: [String]
        var exitCode: Int32
    }

    struct NotBuilt: Error {}

    /// Runs it, and kills it with `kill -9` once it has said so many lines; what it said until its death counts.
    static func run(_ arguments: [String], killAfter lineCount: Int? = nil) async throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: try path())
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        return await withCheckedContinuation { continuation in
            // Reading blocks: not in a thread that other tests share.
            let reading = Thread {
                var text = Data()
                var isKilled = false
                while case let piece = pipe.fileHandleForReading.availableData, !piece.isEmpty {
                    text.append(piece)
                    if let lineCount, !isKilled, text.count(where: { $0 == UInt8(ascii: "\n") }) >= lineCount {
                        kill(process.processIdentifier, SIGKILL)
                        isKilled = true
                    }
                }
                process.waitUntilExit()
                // A line that was cut off was not acknowledged.
                let complete = text[..<(text.lastIndex(of: UInt8(ascii: "\n")) ?? text.startIndex)]
                let lines = String(decoding: complete, as: UTF8.self).split(separator: "\n").map(String.init)
                continuation.resume(returning: Outcome(lines: lines, exitCode: process.terminationStatus))
            }
            reading.start()
        }
    }

    /// Beside the tests' own program, or a few folders above it.
    private static func path() throws -> String {
        var starts = [URL(filePath: CommandLine.arguments[0]), Bundle.main.bundleURL]
        if let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            starts.append(URL(filePath: own))
        }
        for start in starts {
            var folder = start.standardizedFileURL
            for _ in 0..<6 {
                let candidate = folder.appending(path: "CrashFixture").path
                if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
                folder.deleteLastPathComponent()
            }
        }
        throw NotBuilt()
    }
}
