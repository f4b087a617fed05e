/// The state of a pipeline run as a whole.
public enum PipelineRunState: String, Sendable, Hashable, Codable, CaseIterable {
    /// Its driver works on it.
    case running
    /// Its root run has an output.
    case succeeded
    /// Its root run failed, or one below it.
    case failed
    /// Someone stopped it.
    case canceled

    /// Whether it is over.
    public var isTerminal: Bool {
        self != .running
    }
}
