/// A pipeline run as a metadata store keeps it.
public struct PipelineRunRecord: Sendable, Hashable, Codable {
    /// Its identifier.
    public var id: PipelineRunID
    /// The name for people: what `--name` says, or the root function's label.
    public var name: String
    /// The stable name of the root function.
    public var function: String
    /// The state of the whole.
    public var state: PipelineRunState
    /// Words to find it by.
    public var tags: [String]
    /// The name of the runner that executes it, for example `local`.
    public var runner: String
    /// Who started it, and where.
    public var driver: Driver
    /// The command line that started it, without the executable's path.
    public var arguments: [String]
    /// The version of Strata that recorded it.
    public var strataVersion: String
    /// When it was created.
    public var createdAt: Timestamp
    /// When it ended, once it has.
    public var endedAt: Timestamp?
    /// Why it did not succeed, if it did not.
    public var failure: RunFailure?

    /// The process that drives a pipeline run.
    public struct Driver: Sendable, Hashable, Codable {
        /// The name of the user it runs as.
        public var user: String
        /// The name of the machine.
        public var host: String
        /// Its process identifier there.
        public var processID: Int32
        /// When that process started, in the kernel's clock ticks since boot: tells it from a later process with the
        /// same identifier.
        ///
        /// 0 where it is not known.
        public var processStart: UInt64

        /// Describes a driver.
        public init(user: String, host: String, processID: Int32, processStart: UInt64) {
            self.user = user
            self.host = host
            self.processID = processID
            self.processStart = processStart
        }
    }

    /// Describes a pipeline run.
    public init(
        id: PipelineRunID,
        name: String,
        function: String,
        state: PipelineRunState = .running,
        tags: [String] = [],
        runner: String,
        driver: Driver,
        arguments: [String] = [],
        strataVersion: String,
        createdAt: Timestamp,
        endedAt: Timestamp? = nil,
        failure: RunFailure? = nil
    ) {
        self.id = id
        self.name = name
        self.function = function
        self.state = state
        self.tags = tags
        self.runner = runner
        self.driver = driver
        self.arguments = arguments
        self.strataVersion = strataVersion
        self.createdAt = createdAt
        self.endedAt = endedAt
        self.failure = failure
    }
}
