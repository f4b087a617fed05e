/// The promise of a function's output: what a call gives that is not awaited.
///
/// A future stands for the value in the calls that follow. `future.field`, `future[3]`, `future.map { … }`, arithmetic and
/// comparison give futures of what they would give on the value.
///
/// A future that the function's result does not depend on is an error when the graph is run, unless it is marked
/// ``discarded()``.
@dynamicMemberLookup
public struct Future<Output: Sendable>: Sendable {
    enum Source: Sendable {
        /// A value that is known, or a part of one, which may not be there.
        case known(@Sendable () throws -> Output)
        /// A node's output, or a part of it.
        case node(FutureNode, Projection?)
    }

    let source: Source

    init(_ node: FutureNode, _ projection: Projection? = nil) {
        source = .node(node, projection)
    }

    init(source: Source) {
        self.source = source
    }

    /// A future of a value that is already known, for collections that hold both: `[model, Future(baseline)]`.
    public init(_ value: Output) {
        source = .known { value }
    }
}

extension Future: Operand where Output: Artifact {
    /// The type of the promised value.
    public typealias OperandValue = Output

    /// A future always is one.
    public static var strataMayHoldFutures: Bool { true }

    /// Notes the node behind the future.
    public static func strataInput(_ operand: Future, _ futures: inout OperandFutures) -> NodeInput {
        switch operand.source {
        case .known(let value):
            return NodeInput(source: .assembled { _ in try value() })
        case .node(let node, let projection):
            futures.note(node, path: projection?.path ?? "")
            return NodeInput(source: .output(node.id, projection))
        }
    }
}
