import Foundation
import StrataModel

typealias Driver = PipelineRunRecord.Driver

extension PipelineRunRecord.Driver {
    /// This process.
    static var present: PipelineRunRecord.Driver {
        let information = ProcessInfo.processInfo
        return PipelineRunRecord.Driver(
            user: information.userName,
            host: information.hostName,
            processID: information.processIdentifier,
            processStart: processStart
        )
    }

    /// The number of processors that this process may use.
    static var processors: Int {
        ProcessInfo.processInfo.activeProcessorCount
    }

    /// Field 22 of `/proc/self/stat` (proc(5)); 0 where there is none.
    private static var processStart: UInt64 {
        guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            // The second field, the executable's name in parentheses, may hold spaces.
            let nameEnd = stat.lastIndex(of: ")")
        else { return 0 }
        let fields = stat[stat.index(after: nameEnd)...].split(separator: " ")
        return fields.count > 19 ? UInt64(fields[19]) ?? 0 : 0
    }
}
