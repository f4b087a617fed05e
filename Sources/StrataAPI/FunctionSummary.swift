import StrataModel

/// A root function with its latest pipeline runs.
public struct FunctionSummary: Sendable, Hashable, Codable {
    /// Its stable name.
    public var name: String
    /// Its name for people.
    public var label: String
    /// Its documentation, as of the latest version.
    public var documentation: String
    /// The file it stands in, as of the latest version.
    public var file: String
    /// The line there.
    public var line: Int
    /// How many pipeline runs of it there are.
    public var runCount: Int
    /// How many of those ended well.
    public var succeededCount: Int
    /// How many ended at all.
    public var endedCount: Int
    /// The mean time in seconds of those that ended well, among the latest 100; `nil` where none did.
    public var averageSeconds: Double?
    /// The latest pipeline runs, the newest first, at most as many as were asked for.
    public var latest: [PipelineRunSummary]

    /// Describes a function.
    public init(
        name: String,
        label: String,
        documentation: String,
        file: String,
        line: Int,
        runCount: Int,
        succeededCount: Int,
        endedCount: Int,
        averageSeconds: Double?,
        latest: [PipelineRunSummary]
    ) {
        self.name = name
        self.label = label
        self.documentation = documentation
        self.file = file
        self.line = line
        self.runCount = runCount
        self.succeededCount = succeededCount
        self.endedCount = endedCount
        self.averageSeconds = averageSeconds
        self.latest = latest
    }
}
