/// Passes on what a value encodes of itself, and makes the values inside it canonical.
struct CanonicalEncoder: Encoder {
    let base: any Encoder
    let depth: Int
    /// Whether it is an optional that encodes itself.
    let isOptional: Bool

    var codingPath: [any CodingKey] { base.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { base.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(CanonicalKeyedContainer(base: base.container(keyedBy: type), depth: depth))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        CanonicalUnkeyedContainer(base: base.unkeyedContainer(), depth: depth)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        CanonicalSingleValueContainer(base: base.singleValueContainer(), depth: depth, isOptional: isOptional)
    }
}
