import FoundationEssentials
import StrataModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Tells whether the process that drives a pipeline run is still there.
///
/// A driver that was killed leaves its pipeline run as `running`.
struct DriverProbe: Sendable {
    /// The name of this machine.
    var host: String
    /// The start time of the process with this identifier, or `nil` where there is none.
    var processStart: @Sendable (Int32) -> UInt64?

    /// A probe of this machine's processes.
    static var system: DriverProbe {
        DriverProbe(host: ProcessInfo.processInfo.hostName, processStart: readProcessStart)
    }

    /// Whether the pipeline run's driver lives; `nil` where that cannot be told from here, or no longer matters.
    func isAlive(_ pipelineRun: PipelineRunRecord) -> Bool? {
        let driver = pipelineRun.driver
        guard pipelineRun.state == .running, driver.host == host else { return nil }
        guard let start = processStart(driver.processID) else { return false }
        // 0 stands for unknown, on either side.
        return driver.processStart == 0 || start == 0 || start == driver.processStart
    }

    /// Field 22 of the text of `/proc/<pid>/stat`: the start time in clock ticks since boot (proc_pid_stat(5)).
    ///
    /// The second field, the program's name in parentheses, may itself hold blanks and parentheses. A process that has
    /// ended and only waits to be collected (state `Z` or `X`) has none.
    static func startTime(inStat text: String) -> UInt64? {
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
        return UInt64(fields[19])
    }

    @Sendable private static func readProcessStart(_ process: Int32) -> UInt64? {
        #if os(Linux)
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return nil }
        return startTime(inStat: text)
        #else
        return process > 0 && (kill(process, 0) == 0 || errno == EPERM) ? 0 : nil
        #endif
    }
}
