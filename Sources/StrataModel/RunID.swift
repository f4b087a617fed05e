/// Identifies one run: one execution of one function within a pipeline run.
///
/// Runs are numbered from 0, the root, in the order in which they were created, so an identifier is small, keeps a
/// store's tree in the order of time, and is short to type: `3f9a1c2b.12`.
public struct RunID: Sendable, Hashable, Codable {
    /// The pipeline run it belongs to.
    public let pipelineRun: PipelineRunID
    /// Its number there; 0 is the root.
    public let index: RunIndex

    /// Names run number `index` of `pipelineRun`.
    public init(pipelineRun: PipelineRunID, index: RunIndex) {
        self.pipelineRun = pipelineRun
        self.index = index
    }

    /// Parses the whole text form, `<32 digits>.<number>`; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let pipelineRun = PipelineRunID(parts[0]), let index = RunIndex(parts[1]), index >= 0
        else {
            return nil
        }
        self.init(pipelineRun: pipelineRun, index: index)
    }

    /// The form for people: eight digits, a dot, and the number.
    public var short: String {
        "\(pipelineRun.short).\(index)"
    }
}

extension RunID: CustomStringConvertible {
    /// The pipeline run's 32 digits, a dot, and the number.
    public var description: String {
        "\(pipelineRun).\(index)"
    }
}

/// A run's number within its pipeline run, from 0 (the root) in order of creation.
public typealias RunIndex = Int32
