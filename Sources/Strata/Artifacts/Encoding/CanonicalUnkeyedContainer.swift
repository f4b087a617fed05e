/// The elements of a value that encodes itself as a list.
struct CanonicalUnkeyedContainer: UnkeyedEncodingContainer {
    var base: any UnkeyedEncodingContainer
    let depth: Int

    var codingPath: [any CodingKey] { base.codingPath }
    var count: Int { base.count }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        if Value.self is any PlainValue.Type {
            try base.encode(value)
        } else {
            try base.encode(CanonicalValue(value, depth: depth + 1))
        }
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        KeyedEncodingContainer(
            CanonicalKeyedContainer<NestedKey>(base: base.nestedContainer(keyedBy: keyType), depth: depth + 1)
        )
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        CanonicalUnkeyedContainer(base: base.nestedUnkeyedContainer(), depth: depth + 1)
    }

    mutating func superEncoder() -> any Encoder {
        CanonicalEncoder(base: base.superEncoder(), depth: depth + 1, isOptional: false)
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
