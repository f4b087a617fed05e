import StrataModel

/// The small integers that stand for states in the database.
///
/// Part of the format: never renumber one. Those of terminal run states begin at 10.
enum StateCode {
    /// The integer for a run's state.
    static func code(_ state: RunState) -> Int64 {
        switch state {
        case .created: 0
        case .scheduled: 1
        case .running: 2
        case .ran: 3
        case .retrying: 4
        case .succeeded: 10
        case .failed: 11
        case .nestedFailed: 12
        case .canceled: 13
        case .cached: 14
        }
    }

    /// The run's state that `code` stands for.
    static func runState(_ code: Int64) throws -> RunState {
        switch code {
        case 0: .created
        case 1: .scheduled
        case 2: .running
        case 3: .ran
        case 4: .retrying
        case 10: .succeeded
        case 11: .failed
        case 12: .nestedFailed
        case 13: .canceled
        case 14: .cached
        default: throw RowError("the number \(code) for the state of a run")
        }
    }

    /// The integer for a pipeline run's state.
    static func code(_ state: PipelineRunState) -> Int64 {
        switch state {
        case .running: 0
        case .succeeded: 10
        case .failed: 11
        case .canceled: 13
        }
    }

    /// The pipeline run's state that `code` stands for.
    static func pipelineRunState(_ code: Int64) throws -> PipelineRunState {
        switch code {
        case 0: .running
        case 10: .succeeded
        case 11: .failed
        case 13: .canceled
        default: throw RowError("the number \(code) for the state of a pipeline run")
        }
    }
}
