import Foundation
import StrataModel
import StrataStore

typealias Driver = PipelineRunRecord.Driver

extension PipelineRunRecord.Driver {
    /// This process.
    static var present: PipelineRunRecord.Driver {
        let information = ProcessInfo.processInfo
        return PipelineRunRecord.Driver(
            user: information.userName,
            host: information.hostName,
            processID: information.processIdentifier,
            processStart: ProcessStart.ticks(of: information.processIdentifier) ?? 0
        )
    }

    /// The number of processors that this process may use.
    static var processors: Int {
        ProcessInfo.processInfo.activeProcessorCount
    }
}
