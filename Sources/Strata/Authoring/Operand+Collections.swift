extension Array: Operand where Element: Operand {
    /// An array of what the elements stand for.
    public typealias OperandValue = [Element.OperandValue]

    /// An array may hold futures where its elements may.
    public static var strataMayHoldFutures: Bool { Element.strataMayHoldFutures }

    /// Notes the futures among the elements.
    public static func strataInput(_ operand: Self, _ futures: inout OperandFutures) -> NodeInput {
        guard strataMayHoldFutures else { return NodeInput(source: .value(operand)) }
        var parts: [NodeInput] = []
        parts.reserveCapacity(operand.count)
        for element in operand {
            parts.append(Element.strataInput(element, &futures))
        }
        return NodeInput(
            source: .assembled { [parts] outputs in
                try parts.map { try $0.resolve(outputs, as: Element.OperandValue.self) }
            }
        )
    }
}

extension Optional: Operand where Wrapped: Operand {
    /// What the wrapped operand stands for, or `nil`.
    public typealias OperandValue = Wrapped.OperandValue?

    /// An optional may hold a future where its wrapped type may.
    public static var strataMayHoldFutures: Bool { Wrapped.strataMayHoldFutures }

    /// Notes the future that is wrapped.
    public static func strataInput(_ operand: Self, _ futures: inout OperandFutures) -> NodeInput {
        guard strataMayHoldFutures else { return NodeInput(source: .value(operand)) }
        guard let operand else { return NodeInput(source: .value(OperandValue.none)) }
        let part = Wrapped.strataInput(operand, &futures)
        return NodeInput(
            source: .assembled { outputs in
                OperandValue.some(try part.resolve(outputs, as: Wrapped.OperandValue.self))
            }
        )
    }
}

extension Dictionary: Operand where Key: Artifact, Value: Operand {
    /// A dictionary of what the values stand for.
    public typealias OperandValue = [Key: Value.OperandValue]

    /// A dictionary may hold futures where its values may.
    public static var strataMayHoldFutures: Bool { Value.strataMayHoldFutures }

    /// Notes the futures among the values.
    public static func strataInput(_ operand: Self, _ futures: inout OperandFutures) -> NodeInput {
        guard strataMayHoldFutures else { return NodeInput(source: .value(operand)) }
        // The order of a dictionary changes from process to process; that of the edges must not.
        let sorted = operand.sorted { String(describing: $0.key) < String(describing: $1.key) }
        var parts: [(key: Key, input: NodeInput)] = []
        for (key, value) in sorted {
            parts.append((key, Value.strataInput(value, &futures)))
        }
        return NodeInput(
            source: .assembled { [parts] outputs in
                var values: OperandValue = [:]
                for part in parts {
                    values[part.key] = try part.input.resolve(outputs, as: Value.OperandValue.self)
                }
                return values
            }
        )
    }
}

extension Set: Operand where Element: Artifact {
    /// A set stands for itself: futures have no equality and cannot be in one.
    public typealias OperandValue = Self

    /// A set holds no futures.
    public static var strataMayHoldFutures: Bool { false }

    /// A set is known now.
    public static func strataInput(_ operand: Self, _ futures: inout OperandFutures) -> NodeInput {
        NodeInput(source: .value(operand))
    }
}
