import Synchronization

/// One run to be: a call of a function that was not awaited.
///
/// Operands are taken apart when the node is made, so that the only references from node to node stand in one array,
/// which ``deinit`` can take down without recursion, however long the chain.
final class FutureNode: Sendable {
    /// What may still change after the node is made.
    private struct Wiring {
        var uses: [OperandFutures.Use]
        var isDiscarded = false
    }

    let id: NodeID
    let function: FunctionDefinition
    let inputs: [NodeInput]
    private let wiring: Mutex<Wiring>

    init(_ function: FunctionDefinition, _ operands: [any Operand]) {
        var futures = OperandFutures()
        var inputs: [NodeInput] = []
        inputs.reserveCapacity(operands.count)
        for (position, operand) in operands.enumerated() {
            futures.position = Int32(position)
            inputs.append(Self.input(operand, &futures))
        }
        self.function = function
        self.inputs = inputs
        let scope = GraphScope.current
        id = scope?.nextID() ?? GraphScope.freeID()
        wiring = Mutex(Wiring(uses: futures.uses))
        scope?.add(self)
    }

    /// The nodes whose outputs this one takes or waits for, in the order of the operands.
    var uses: [OperandFutures.Use] {
        wiring.withLock { $0.uses }
    }

    /// Whether nothing needs to use the output.
    var isDiscarded: Bool {
        wiring.withLock { $0.isDiscarded }
    }

    func wait(for predecessor: FutureNode) {
        wiring.withLock { wiring in
            wiring.uses.append(OperandFutures.Use(node: predecessor, input: nil, path: ""))
        }
    }

    func markDiscarded() {
        wiring.withLock { $0.isDiscarded = true }
    }

    private static func input<T: Operand>(_ operand: T, _ futures: inout OperandFutures) -> NodeInput {
        T.strataInput(operand, &futures)
    }

    /// Lets go of the nodes this one uses.
    ///
    /// A node in a cycle would otherwise never be freed.
    func unwire() -> [FutureNode] {
        wiring.withLock { wiring in
            let nodes = wiring.uses.map(\.node)
            wiring.uses = []
            return nodes
        }
    }

    deinit {
        // A chain of a hundred thousand nodes must not be freed by recursion: take it apart from a list.
        var pending = unwire()
        while var node = pending.popLast() {
            if isKnownUniquelyReferenced(&node) {
                pending += node.unwire()
            }
        }
    }
}
