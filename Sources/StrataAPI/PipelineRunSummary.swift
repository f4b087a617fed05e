public import StrataModel

/// A pipeline run with what lists show of it.
public struct PipelineRunSummary: Sendable, Hashable, Codable {
    /// The pipeline run.
    public var pipelineRun: PipelineRunRecord
    /// The root function's name for people.
    public var label: String
    /// How many of its runs are in each state; states without runs are left out.
    public var counts: [RunState: Int]
    /// The moment at which someone asked for it to be canceled, if someone has.
    public var cancelRequestedAt: Timestamp?
    /// Whether its driver reports to the server, and so hears of requests to cancel.
    public var isRemote: Bool

    /// Describes a summary.
    public init(
        pipelineRun: PipelineRunRecord,
        label: String,
        counts: [RunState: Int] = [:],
        cancelRequestedAt: Timestamp? = nil,
        isRemote: Bool = false
    ) {
        self.pipelineRun = pipelineRun
        self.label = label
        self.counts = counts
        self.cancelRequestedAt = cancelRequestedAt
        self.isRemote = isRemote
    }
}

extension PipelineRunSummary {
    private enum Key: String, CodingKey {
        case pipelineRun, label, counts, cancelRequestedAt, isRemote
    }

    /// Decodes the form that `encode(to:)` writes; states that this version does not know are left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        pipelineRun = try container.decode(PipelineRunRecord.self, forKey: .pipelineRun)
        label = try container.decode(String.self, forKey: .label)
        let named = try container.decode([String: Int].self, forKey: .counts)
        counts = Dictionary(named.compactMap { name, count in RunState(rawValue: name).map { ($0, count) } }) { $1 }
        cancelRequestedAt = try container.decodeIfPresent(Timestamp.self, forKey: .cancelRequestedAt)
        isRemote = try container.decode(Bool.self, forKey: .isRemote)
    }

    /// Encodes the counts as an object with the states' names.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(pipelineRun, forKey: .pipelineRun)
        try container.encode(label, forKey: .label)
        try container.encode(
            Dictionary(counts.map { ($0.key.rawValue, $0.value) }) { $1 },
            forKey: .counts
        )
        try container.encodeIfPresent(cancelRequestedAt, forKey: .cancelRequestedAt)
        try container.encode(isRemote, forKey: .isRemote)
    }
}
