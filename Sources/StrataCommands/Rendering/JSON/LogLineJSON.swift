import StrataModel

/// One line of `strata logs --json`.
struct LogLineJSON: Encodable {
    /// When, in ISO 8601, UTC.
    var time: String
    /// The run's whole identifier.
    var run: String
    /// The run's number.
    var index: RunIndex
    /// The function's name for people.
    var label: String
    /// The attempt, from 1.
    var attempt: Int32
    /// The line's number within the attempt.
    var number: Int64
    /// How grave.
    var level: String
    /// The message.
    var message: String

    /// Describes a line logged in `pipelineRun`.
    init(_ line: LogLine, of pipelineRun: PipelineRunID, label: String) {
        time = line.time.description
        run = RunID(pipelineRun: pipelineRun, index: line.run).description
        index = line.run
        self.label = label
        attempt = line.attempt
        number = line.number
        level = line.level
        message = line.message
    }
}
