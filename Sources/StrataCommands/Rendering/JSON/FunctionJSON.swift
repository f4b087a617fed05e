import StrataModel

/// A function in JSON output.
struct FunctionJSON: Encodable {
    /// The stable name.
    var name: String
    /// The name for people.
    var label: String
    /// `computing`, `graph` or `closure`.
    var kind: String
    /// Its parameters, in order.
    var parameters: [Parameter]
    /// The type of its output.
    var resultType: String
    /// What its source says of how it executes.
    var settings: Settings
    /// The text of its documentation comment.
    var documentation: String
    /// Its source text.
    var source: String
    /// The file, as `Module/File.swift`.
    var file: String
    /// The line.
    var line: Int

    /// One parameter.
    struct Parameter: Encodable {
        /// Its name.
        var name: String
        /// Its type.
        var type: String
        /// Whether it has a default value.
        var hasDefault: Bool
    }

    /// What `@Func` says; what it does not say is left out.
    struct Settings: Encodable {
        /// Whether runs have containers of their own, where the runner has containers.
        var standalone: Bool
        /// The base image.
        var baseImageTag: String?
        /// Whether an earlier output may be used again.
        var cache: Bool
        /// Attempts in all.
        var retryAttempts: Int?
        /// How long one attempt may take.
        var timeoutSeconds: Double?
        /// Processors.
        var cpu: String?
        /// Memory.
        var memory: String?
        /// GPUs.
        var gpus: Int?
        /// Words to find runs by.
        var tags: [String]
    }

    /// Describes a function.
    init(_ record: FunctionRecord) {
        name = record.name
        label = record.label
        kind = record.kind.rawValue
        parameters = record.parameters.map {
            Parameter(name: $0.name, type: $0.type, hasDefault: $0.hasDefault)
        }
        resultType = record.resultType
        settings = Settings(
            standalone: record.settings.isStandalone,
            baseImageTag: record.settings.baseImageTag?.rawValue,
            cache: record.settings.cache,
            retryAttempts: record.settings.retry?.attempts,
            timeoutSeconds: record.settings.timeout?.inSeconds,
            cpu: record.settings.resources?.cpu,
            memory: record.settings.resources?.memory,
            gpus: record.settings.resources?.gpus,
            tags: record.settings.tags
        )
        documentation = record.documentation
        source = record.source
        file = record.file
        line = record.line
    }
}
