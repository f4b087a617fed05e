import FoundationEssentials
import NIOHTTP1
public import StrataAPI
public import StrataModel

extension StrataClient {
    /// What lists hear of.
    public enum ListEvent: Sendable, Hashable {
        /// A pipeline run is new or in another state.
        case changed(PipelineRunID, PipelineRunState)
        /// It is not known what changed: lists have to be read again.
        case reset
    }

    /// What happens in a pipeline run, as it happens, until it has ended.
    ///
    /// - Parameters:
    ///   - id: The pipeline run.
    ///   - lastEventID: Where to go on, from ``EventStream/Iterator/lastEventID``; `nil` to begin now.
    /// - Returns: The events; the last one says that the pipeline run has ended.
    public func events(of id: PipelineRunID, after lastEventID: String? = nil) -> EventStream<RunEvent> {
        let call = Call(.GET, "pipeline-runs", "\(id)", "events")
        return EventStream(client: self, call: call, lastEventID: lastEventID) { event in
            event.name == "change" ? try Self.value(event, as: RunEvent.self) : nil
        } isLast: {
            $0.state != .running
        }
    }

    /// Every pipeline run that changes, without end.
    public func events(after lastEventID: String? = nil) -> EventStream<ListEvent> {
        struct Change: Decodable {
            var pipelineRun: PipelineRunID
            var state: PipelineRunState
        }
        return EventStream(client: self, call: Call(.GET, "events"), lastEventID: lastEventID) { event in
            switch event.name {
            case "change":
                let change = try Self.value(event, as: Change.self)
                return .changed(change.pipelineRun, change.state)
            case "reset": return .reset
            default: return nil
            }
        } isLast: { _ in
            false
        }
    }

    /// The lines of a run's log as they come.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - includingDescendants: Whether the lines of the runs below it are wanted, too.
    ///   - cursor: Where to begin: `next` of a page that was read; `nil` for the first line.
    /// - Returns: Pages of lines, without end.
    public func follow(
        logsOf run: RunID,
        includingDescendants: Bool = false,
        from cursor: String? = nil
    ) -> EventStream<LogPage> {
        var query = cursor.map { [(name: "cursor", value: $0)] } ?? []
        if includingDescendants { query.append((name: "descendants", value: "true")) }
        let call = Call(.GET, "runs", "\(run)", "logs", "follow", query: query)
        return EventStream(client: self, call: call, lastEventID: nil) { event in
            event.name == "lines" ? try Self.value(event, as: LogPage.self) : nil
        } isLast: { _ in
            false
        }
    }

    private static func value<Value: Decodable>(_ event: EventParser.Event, as type: Value.Type) throws -> Value {
        try APICoding.decoder.decode(type, from: Data(event.data.utf8))
    }
}
