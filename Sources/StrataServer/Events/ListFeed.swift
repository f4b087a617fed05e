import NIOCore
import StrataModel

/// The feed of all pipeline runs, for lists.
typealias ListFeed = EventFeed<ListChange, Bool>

/// A pipeline run that changed.
struct ListChange: Sendable, Hashable, Codable {
    /// The pipeline run.
    var pipelineRun: PipelineRunID
    /// Its state now.
    var state: PipelineRunState
}

extension EventFeed where Change == ListChange, Snapshot == Bool {
    /// A feed that says which pipeline runs changed, each once, or that this is not known.
    static func ofAll() -> ListFeed {
        ListFeed(capacity: 1024) { id, changes, _, _ in
            guard let changes else {
                return ServerSentEvent.buffer(id: id, name: "reset", [String: String]())
            }
            var order: [PipelineRunID] = []
            var states: [PipelineRunID: PipelineRunState] = [:]
            for change in changes where states.updateValue(change.state, forKey: change.pipelineRun) == nil {
                order.append(change.pipelineRun)
            }
            var all = ByteBuffer()
            for (number, run) in order.enumerated() {
                guard let state = states[run] else { continue }
                // Only the last event carries the identifier: a stream that breaks before it says all of them again.
                let change = ListChange(pipelineRun: run, state: state)
                let name = number == order.count - 1 ? id : nil
                all.writeImmutableBuffer(ServerSentEvent.buffer(id: name, name: "change", change) ?? ByteBuffer())
            }
            return all.readableBytes > 0 ? all : nil
        }
    }
}
