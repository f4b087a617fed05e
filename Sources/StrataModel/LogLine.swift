/// One message that a run logged.
public struct LogLine: Sendable, Hashable, Codable {
    /// The run that logged it.
    public var run: RunIndex
    /// The attempt of that run, from 1.
    public var attempt: Int32
    /// The line's number within the attempt, from 0, without gaps.
    public var number: Int64
    /// When.
    public var time: Timestamp
    /// How grave: a swift-log level such as `info` or `error`.
    public var level: String
    /// The message and its metadata, as text.
    public var message: String

    /// Describes a line.
    public init(run: RunIndex, attempt: Int32, number: Int64, time: Timestamp, level: String, message: String) {
        self.run = run
        self.attempt = attempt
        self.number = number
        self.time = time
        self.level = level
        self.message = message
    }
}
