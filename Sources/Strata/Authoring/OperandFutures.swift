/// The futures that a node's operands hold, collected while the node is made.
public struct OperandFutures {
    /// One use of a node's output.
    struct Use: Sendable {
        let node: FutureNode
        /// The position of the operand, or `nil` for an ordering.
        let input: Int32?
        /// Which part of the output.
        let path: String
    }

    var position: Int32 = 0
    var uses: [Use] = []

    mutating func note(_ node: FutureNode, path: String) {
        uses.append(Use(node: node, input: position, path: path))
    }
}
