import Synchronization

/// The nodes that one execution of a function makes, in order.
final class GraphScope: Sendable {
    /// The scope of a root that is being described, outside of any run.
    @TaskLocal static var described: GraphScope?

    /// The scope that takes the nodes made in the present task, if there is one.
    static var current: GraphScope? {
        described ?? RunFrame.current?.scope
    }

    private static let scopes = Atomic<UInt64>(1)
    private static let freeNodes = Atomic<UInt64>(0)

    let number: UInt64
    private let state: Mutex<(next: UInt64, nodes: [FutureNode])>

    init() {
        number = Self.scopes.wrappingAdd(1, ordering: .relaxed).oldValue
        state = Mutex((next: 0, nodes: []))
    }

    deinit {
        // Nodes that nobody took, in a cycle perhaps, which would hold each other for ever.
        for node in takeNodes() { _ = node.unwire() }
    }

    /// Names a node made outside of any scope.
    static func freeID() -> NodeID {
        NodeID(scope: 0, ordinal: freeNodes.wrappingAdd(1, ordering: .relaxed).oldValue)
    }

    func nextID() -> NodeID {
        state.withLock { state in
            defer { state.next += 1 }
            return NodeID(scope: number, ordinal: state.next)
        }
    }

    func add(_ node: FutureNode) {
        state.withLock { $0.nodes.append(node) }
    }

    /// The nodes made so far; the scope lets go of them.
    func takeNodes() -> [FutureNode] {
        state.withLock { state in
            defer { state.nodes = [] }
            return state.nodes
        }
    }
}
