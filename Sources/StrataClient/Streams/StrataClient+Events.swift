import NIOHTTP1
public import StrataAPI
public import StrataModel

extension StrataClient {
    /// A pipeline run that changed, as lists hear of it.
    public struct PipelineRunChange: Sendable, Hashable, Codable {
        /// The pipeline run.
        public var pipelineRun: PipelineRunID
        /// Its state now.
        public var state: PipelineRunState

        /// Describes a change.
        public init(pipelineRun: PipelineRunID, state: PipelineRunState) {
            self.pipelineRun = pipelineRun
            self.state = state
        }
    }

    /// What happens in a pipeline run, as it happens, until it has ended.
    ///
    /// - Parameters:
    ///   - id: The pipeline run.
    ///   - lastEventID: Where to go on, from ``EventStream/Iterator/lastEventID``; `nil` to begin now.
    /// - Returns: The events; the last one says that the pipeline run has ended.
    public func events(of id: PipelineRunID, after lastEventID: String? = nil) -> EventStream<RunEvent> {
        stream(Call(.GET, "pipeline-runs", "\(id)", "events"), "change", after: lastEventID) { $0.state != .running }
    }

    /// Every pipeline run that changes, without end.
    public func events(after lastEventID: String? = nil) -> EventStream<PipelineRunChange> {
        stream(Call(.GET, "events"), "change", after: lastEventID) { _ in false }
    }

    /// The lines of a run's log as they come.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - cursor: Where to begin: `next` of a page that was read; `nil` for the first line.
    /// - Returns: Pages of lines, never empty ones but where the server sends such.
    public func follow(logsOf run: RunID, from cursor: String? = nil) -> EventStream<LogPage> {
        let query = cursor.map { [(name: "cursor", value: $0)] } ?? []
        return stream(Call(.GET, "runs", "\(run)", "logs", "follow", query: query), "lines", after: nil) { _ in false }
    }

    private func stream<Event>(
        _ call: Call,
        _ name: String,
        after lastEventID: String?,
        isLast: @escaping @Sendable (Event) -> Bool
    ) -> EventStream<Event> {
        EventStream(client: self, call: call, name: name, lastEventID: lastEventID, isLast: isLast)
    }
}
