/// What a call that is not awaited takes for a parameter: a value, a future of one, or a collection that holds futures.
///
/// Conformances come with ``Artifact`` and with the standard collections; there is nothing to implement.
public protocol Operand<OperandValue>: Sendable {
    /// The type of the parameter that this stands for.
    associatedtype OperandValue: Sendable

    /// Whether values of this type can hold futures. Where they cannot, they are passed on without a look inside.
    static var strataMayHoldFutures: Bool { get }

    /// Turns an operand into an input of a node, and notes the futures that it holds.
    static func strataInput(_ operand: Self, _ futures: inout OperandFutures) -> NodeInput
}
