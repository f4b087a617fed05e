package import StrataAPI
package import StrataModel

/// Inputs and outputs of two runs.
package enum ValueComparison {
    /// A value and, where it was small enough to read, its bytes.
    package typealias Loaded = (reference: ArtifactReference, bytes: [UInt8]?)

    /// Values of more bytes than this are not worth reading to be compared field by field.
    package static let byteLimit: Int64 = 1 << 20

    /// Compares the values of a name.
    package static func value(_ name: String, _ left: Loaded?, _ right: Loaded?) -> Comparison.Value {
        var value = Comparison.Value(name: name, left: left?.reference, right: right?.reference)
        guard let left, let right, !value.isEqual else { return value }
        guard [left, right].allSatisfy({ $0.reference.mediaType == ArtifactReference.json }) else {
            value.obstacle = "These are bytes, not fields."
            return value
        }
        guard [left, right].allSatisfy({ $0.reference.size <= byteLimit }) else {
            value.obstacle = "They are too large to be compared field by field."
            return value
        }
        guard let one = left.bytes, let other = right.bytes else {
            value.obstacle = "The bytes of one of them are not there."
            return value
        }
        guard let found = JSONDifference.fields(one, other) else {
            value.obstacle = "One of them is not JSON that can be read."
            return value
        }
        value.fields = found.fields
        value.hasMore = found.hasMore
        return value
    }

    /// Compares inputs by name: the right one's order, then what only the left one has.
    package static func inputs(
        _ left: [(name: String, value: Loaded)],
        _ right: [(name: String, value: Loaded)]
    ) -> [Comparison.Value] {
        let one = Dictionary(left.map { ($0.name, $0.value) }) { first, _ in first }
        let names = Set(right.map(\.name))
        return right.map { value($0.name, one[$0.name], $0.value) }
            + left.filter { !names.contains($0.name) }.map { value($0.name, $0.value, nil) }
    }
}
