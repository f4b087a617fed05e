import Foundation

/// A value on its way into an encoder, with all that is in it made canonical.
struct CanonicalValue<Value: Encodable>: Encodable {
    /// As deep as values may be nested; `JSONDecoder` reads 512 levels.
    static var depthLimit: Int { 500 }

    let value: Value
    private let depth: Int

    init(_ value: Value, depth: Int) {
        self.value = value
        self.depth = depth
    }

    func encode(to encoder: any Encoder) throws {
        guard depth < Self.depthLimit else {
            throw invalid("values that are nested more than \(Self.depthLimit) deep cannot be read back", encoder)
        }
        switch value {
        case is any PlainValue:
            var container = encoder.singleValueContainer()
            try container.encode(value)
        case let decimal as Decimal:
            guard !decimal.isNaN else { throw invalid("a Decimal that is not a number cannot be read back", encoder) }
            var container = encoder.singleValueContainer()
            try container.encode(decimal)
        case let collection as any UnorderedCollection:
            try collection.encodeInOrder(to: encoder, depth: depth)
        default:
            let isOptional = Value.self is any OptionalValue.Type
            try value.encode(to: CanonicalEncoder(base: encoder, depth: depth, isOptional: isOptional))
        }
    }

    private func invalid(_ text: String, _ encoder: any Encoder) -> EncodingError {
        EncodingError.invalidValue(
            value,
            EncodingError.Context(codingPath: encoder.codingPath, debugDescription: text)
        )
    }
}

extension EncodingError {
    /// Refuses a `nil` inside an optional of an optional, which would be read back as a `nil` of the outer one.
    static func refuseNil(_ value: some Encodable, _ path: [any CodingKey]) throws {
        guard let optional = value as? any OptionalValue, optional.isNil else { return }
        throw EncodingError.invalidValue(
            value,
            EncodingError.Context(
                codingPath: path,
                debugDescription: "a nil inside an optional of an optional cannot be told from nil when it is read back"
            )
        )
    }
}
