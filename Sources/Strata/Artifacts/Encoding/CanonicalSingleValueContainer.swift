/// The one thing that a value encodes of itself.
struct CanonicalSingleValueContainer: SingleValueEncodingContainer {
    var base: any SingleValueEncodingContainer
    let depth: Int
    let isOptional: Bool

    var codingPath: [any CodingKey] { base.codingPath }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        if isOptional { try EncodingError.refuseNil(value, codingPath) }
        if Value.self is any PlainValue.Type {
            try base.encode(value)
        } else {
            try base.encode(CanonicalValue(value, depth: depth + 1))
        }
    }

    mutating func encodeNil() throws { try base.encodeNil() }
    mutating func encode(_ value: Bool) throws { try base.encode(value) }
    mutating func encode(_ value: String) throws { try base.encode(value) }
    mutating func encode(_ value: Double) throws { try base.encode(value) }
    mutating func encode(_ value: Float) throws { try base.encode(value) }
    mutating func encode(_ value: Int) throws { try base.encode(value) }
    mutating func encode(_ value: Int8) throws { try base.encode(value) }
    mutating func encode(_ value: Int16) throws { try base.encode(value) }
    mutating func encode(_ value: Int32) throws { try base.encode(value) }
    mutating func encode(_ value: Int64) throws { try base.encode(value) }
    mutating func encode(_ value: UInt) throws { try base.encode(value) }
    mutating func encode(_ value: UInt8) throws { try base.encode(value) }
    mutating func encode(_ value: UInt16) throws { try base.encode(value) }
    mutating func encode(_ value: UInt32) throws { try base.encode(value) }
    mutating func encode(_ value: UInt64) throws { try base.encode(value) }
}
