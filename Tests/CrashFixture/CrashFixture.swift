import Foundation
import Strata

/// `CrashFixture record HOME` records pipeline runs until it is killed; `CrashFixture unordered HOME` records one that
/// has sets and dictionaries; `CrashFixture file HOME PATH` one that takes a file, and prints the memory it needed.
@main
enum CrashFixture {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let runner = LocalRunner(home: arguments[2], maxParallelism: 4)
        switch arguments[1] {
        case "record":
            let announcing = runner.recording { AnnouncingStore(base: $0) }
            for value in 0... {
                let result = try await announcing.result(of: Steps.pipeline(value))
                AnnouncingStore.announce(["run \(result.id) \(try result.get())"])
            }
        case "unordered":
            try await runner.run(Steps.unordered(7))
        case "file":
            let before = peakMemory()
            let file = try await FileArtifact(contentsOf: URL(filePath: arguments[3]))
            let copy = try await runner.run(FileSteps.copied(file))
            print(copy.digest, peakMemory() - before)
        default:
            fatalError("unknown mode \(arguments[1])")
        }
    }

    /// The most memory this process has had, in bytes (`VmHWM` in proc(5)).
    private static func peakMemory() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(whereSeparator: { !$0.isNumber }).first).flatMap { Int($0) }.map { $0 * 1024 } ?? 0
    }
}

/// What a file goes through.
enum FileSteps {
    /// Gives the file on, by way of another one on disk.
    @Func
    static func copied(_ file: FileArtifact) async throws -> FileArtifact {
        let path = FileManager.default.temporaryDirectory.appending(path: "strata-copy-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: path) }
        try await file.copy(to: path)
        return try await FileArtifact(contentsOf: path)
    }
}
