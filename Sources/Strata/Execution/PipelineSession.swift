import StrataEngine
import StrataModel
import Synchronization

/// One pipeline run in this process: which run executes which function, and the values that pass between them.
///
/// The scheduler decides what executes when; the session does it.
final class PipelineSession: Sendable {
    /// What is known of a run, by its index.
    struct Slot {
        /// The call that the run executes; `nil` for one that its caller executes itself, and once it is done.
        var node: FutureNode?
        /// Where the outputs that the call takes are found.
        var bindings: NodeBindings?
        /// Its inputs, between being prepared and being executed.
        var inputs: FunctionInputs?
        /// What a graph function returned.
        var graph: (future: AnyFuture, bindings: NodeBindings)?
        var definition: FunctionDefinition
        var output: (any Sendable)?
        var record: ArtifactRecord?
    }

    /// Tells functions apart.
    struct FunctionIdentity: Hashable {
        let definition: ObjectIdentifier?
        let closure: String
    }

    struct State {
        var slots: [Slot?] = []
        var keys: [FunctionIdentity: FunctionKey] = [:]
        /// Graphs that were returned and whose runs have no numbers yet, by the graph's run.
        var expansions: [RunIndex: DescribedGraph] = [:]
        var errors: [RunIndex: any Error] = [:]
        /// The types of which a value has been read back.
        var checkedTypes: Set<ObjectIdentifier> = []
    }

    let id: PipelineRunID
    /// Takes what happens; `nil` takes nothing.
    let recorder: (any RunRecorder)?
    /// Whether inputs and outputs are serialised and kept.
    let keepsArtifacts: Bool
    /// Where files go, and large values if they are kept.
    let blobs: any BlobStore
    let clock: @Sendable () -> Timestamp
    /// Shows what runs log while they log it, or `nil`.
    let echo: (@Sendable (LogLine) -> Void)?
    let state = Mutex(State())

    init(
        id: PipelineRunID,
        recorder: (any RunRecorder)?,
        keepsArtifacts: Bool,
        blobs: any BlobStore,
        clock: @escaping @Sendable () -> Timestamp,
        echo: (@Sendable (LogLine) -> Void)?
    ) {
        self.id = id
        self.recorder = recorder
        self.keepsArtifacts = keepsArtifacts
        self.blobs = blobs
        self.clock = clock
        self.echo = echo
    }

    func log(_ line: LogLine) {
        recorder?.record(.log(line))
        echo?(line)
    }

    /// The key of a function in this pipeline run; a new one is recorded.
    func key(of definition: FunctionDefinition) -> FunctionKey {
        state.withLock { state in
            // Closures have a definition for each call, but one function for each place in the source.
            let isClosure = definition.record.kind == .closure
            let identity = FunctionIdentity(
                definition: isClosure ? nil : ObjectIdentifier(definition),
                closure: isClosure ? "\(definition.record.name) -> \(definition.record.resultType)" : ""
            )
            if let key = state.keys[identity] { return key }
            let key = FunctionKey(state.keys.count)
            state.keys[identity] = key
            recorder?.record(.function(key, definition.record))
            return key
        }
    }

    /// What an awaited call is recorded as.
    func specification(of definition: FunctionDefinition, _ dependencies: [RunDependency] = []) -> RunSpecification {
        RunSpecification(
            function: key(of: definition),
            label: definition.record.label,
            dependencies: dependencies
        )
    }
}
