/// Collections whose order is that of their elements' hashes.
protocol UnorderedCollection {
    /// Encodes the elements in an order that depends on nothing but themselves.
    func encodeInOrder(to encoder: any Encoder, depth: Int) throws
}

extension Set: UnorderedCollection where Element: Encodable {
    func encodeInOrder(to encoder: any Encoder, depth: Int) throws {
        var container = encoder.unkeyedContainer()
        let keyed = try map { (key: try CanonicalJSON.encode($0, depth: depth), element: $0) }
        for (_, element) in keyed.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            try container.encode(CanonicalValue(element, depth: depth + 1))
        }
    }
}

extension Dictionary: UnorderedCollection where Key: Encodable, Value: Encodable {
    func encodeInOrder(to encoder: any Encoder, depth: Int) throws {
        if Key.self == String.self || Key.self == Int.self || Key.self is any CodingKeyRepresentable.Type {
            // An object, whose keys the encoder sorts.
            return try encode(to: CanonicalEncoder(base: encoder, depth: depth, isOptional: false))
        }
        // Keys and values by turns, as the standard library writes and reads it.
        var container = encoder.unkeyedContainer()
        let keyed = try map { (key: try CanonicalJSON.encode($0.key, depth: depth), entry: $0) }
        for (_, entry) in keyed.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            try container.encode(CanonicalValue(entry.key, depth: depth + 1))
            try container.encode(CanonicalValue(entry.value, depth: depth + 1))
        }
    }
}

/// Optionals, whatever they wrap.
protocol OptionalValue {
    var isNil: Bool { get }
}

extension Optional: OptionalValue {
    var isNil: Bool { self == nil }
}
