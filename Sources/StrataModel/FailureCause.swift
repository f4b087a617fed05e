/// Why an attempt failed: decides who is told and which retry budget pays.
public enum FailureCause: Sendable, Hashable {
    /// The function threw an error.
    case user
    /// A run below this one failed; its index within the same pipeline run.
    case nested(RunIndex)
    /// It took longer than its settings allow, waiting (`queue`) or executing (`run`).
    case timeout(TimeoutPhase)
    /// It needed more memory than it was given.
    case outOfMemory
    /// Its node was taken away for something more important.
    case preempted
    /// Its image could not be pulled.
    case imagePull
    /// No node can take it.
    case unschedulable
    /// Something that is not the user's broke: a store, a node, the network.
    case infrastructure
    /// An input or output could not be encoded or decoded.
    case artifact
    /// Someone, or the failure of another run, stopped it. The index names the run whose failure was the reason.
    case canceled(because: RunIndex?)
    /// Written by a newer Strata than this one.
    case unknown(String)

    /// Which clock ran out.
    public enum TimeoutPhase: String, Sendable, Hashable, Codable {
        /// From scheduled to running.
        case queue
        /// From running to the end.
        case run
    }
}

extension FailureCause: Codable {
    /// Decodes the stable form that `encode(to:)` writes; a kind this version does not know becomes ``unknown(_:)``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let kind = try container.decode(String.self, forKey: .kind)
        switch kind {
        case "user": self = .user
        case "nested": self = .nested(try container.decode(RunIndex.self, forKey: .run))
        case "timeout": self = .timeout(try container.decode(TimeoutPhase.self, forKey: .phase))
        case "outOfMemory": self = .outOfMemory
        case "preempted": self = .preempted
        case "imagePull": self = .imagePull
        case "unschedulable": self = .unschedulable
        case "infrastructure": self = .infrastructure
        case "artifact": self = .artifact
        case "canceled": self = .canceled(because: try container.decodeIfPresent(RunIndex.self, forKey: .run))
        default: self = .unknown(kind)
        }
    }

    /// Encodes `{"kind": …}` and what belongs to the kind.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .kind)
        switch self {
        case .nested(let run): try container.encode(run, forKey: .run)
        case .timeout(let phase): try container.encode(phase, forKey: .phase)
        case .canceled(let run): try container.encodeIfPresent(run, forKey: .run)
        default: break
        }
    }

    /// The stable name of the kind, as it stands in stores and on the wire.
    public var kind: String {
        switch self {
        case .user: "user"
        case .nested: "nested"
        case .timeout: "timeout"
        case .outOfMemory: "outOfMemory"
        case .preempted: "preempted"
        case .imagePull: "imagePull"
        case .unschedulable: "unschedulable"
        case .infrastructure: "infrastructure"
        case .artifact: "artifact"
        case .canceled: "canceled"
        case .unknown(let kind): kind
        }
    }

    private enum Key: String, CodingKey {
        case kind, run, phase
    }
}
