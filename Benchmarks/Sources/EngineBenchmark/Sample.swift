import Foundation
import Strata

/// One measurement.
struct Sample: Codable {
    var runs: Int
    var seconds: Double
    var peakBytes: Int
    var diskBytes: Int

    /// Executes a graph in this process and measures it, the description of the graph included.
    static func measure(_ shape: Shape, count: Int, recorded: Bool) async throws -> Sample {
        let home = FileManager.default.temporaryDirectory.appending(path: "strata-benchmark-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: home) }
        if recorded {
            // Opening a store is paid once for a process, not for a run.
            _ = try await LocalRunner(home: home).run(leaf(0))
        }
        let runner: any Runner = recorded ? LocalRunner(home: home) : SilentRunner()
        let clock = ContinuousClock()
        let start = clock.now
        _ = try await runner.run(shape.pipeline(count))
        let elapsed = clock.now - start
        return Sample(
            runs: Self.runs(shape, count),
            seconds: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18,
            peakBytes: peakMemory(),
            diskBytes: recorded ? try size(of: home) : 0
        )
    }

    /// Measures in a process of its own.
    static func inChild(_ shape: Shape, count: Int, recorded: Bool) throws -> Sample {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            ["--single", "--shape", shape.rawValue, "--count", "\(count)"] + (recorded ? ["--recorded"] : [])
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode(Sample.self, from: data)
    }

    private static func runs(_ shape: Shape, _ count: Int) -> Int {
        switch shape {
        case .wide: count + 2
        case .deep: count + 1
        case .nested: nestedRuns(count)
        }
    }

    private static func nestedRuns(_ count: Int) -> Int {
        guard count > 10 else { return max(1, count - 1) + 2 }
        return 2 + 10 * nestedRuns((count - 1) / 10)
    }

    /// The largest resident set so far, in bytes (getrusage(2): kilobytes on Linux).
    private static func peakMemory() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss * 1024
    }

    private static func size(of folder: String) throws -> Int {
        let manager = FileManager.default
        return try manager.subpathsOfDirectory(atPath: folder).reduce(0) { sum, path in
            let attributes = try manager.attributesOfItem(atPath: folder + "/" + path)
            return sum + ((attributes[.size] as? NSNumber)?.intValue ?? 0)
        }
    }
}
