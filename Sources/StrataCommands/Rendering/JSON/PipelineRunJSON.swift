import StrataModel

/// A pipeline run in JSON output.
///
/// Times are ISO 8601 in UTC, durations are seconds; what does not apply is left out.
struct PipelineRunJSON: Encodable {
    /// The whole identifier.
    var id: String
    /// The name for people.
    var name: String
    /// The root function's stable name.
    var function: String
    /// `running`, `succeeded`, `failed` or `canceled`.
    var state: String
    /// Whether the driver of a running one is still there; left out where that cannot be told.
    var driverAlive: Bool?
    /// Words to find it by.
    var tags: [String]
    /// The runner's name.
    var runner: String
    /// Who drives it.
    var driver: Driver
    /// The command line.
    var arguments: [String]
    /// The version of Strata that recorded it.
    var strataVersion: String
    /// When it was created.
    var createdAt: String
    /// When it ended.
    var endedAt: String?
    /// From creation to the end.
    var durationSeconds: Double?
    /// How many runs are in each state; states without runs are left out.
    var runCounts: [String: Int]
    /// Why it did not succeed.
    var failure: FailureJSON?

    /// The process that drives it.
    struct Driver: Encodable {
        /// The user's name.
        var user: String
        /// The machine's name.
        var host: String
        /// The process identifier.
        var processID: Int32
    }

    /// Describes a pipeline run.
    init(_ record: PipelineRunRecord, counts: [RunState: Int], driverAlive: Bool?) {
        id = record.id.description
        name = record.name
        function = record.function
        state = record.state.rawValue
        self.driverAlive = driverAlive
        tags = record.tags
        runner = record.runner
        driver = Driver(user: record.driver.user, host: record.driver.host, processID: record.driver.processID)
        arguments = record.arguments
        strataVersion = record.strataVersion
        createdAt = record.createdAt.description
        endedAt = record.endedAt?.description
        durationSeconds = record.endedAt?.since(record.createdAt).inSeconds
        runCounts = Dictionary(
            counts.filter { $0.value > 0 }.map { ($0.key.rawValue, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
        failure = record.failure.map(FailureJSON.init)
    }
}
