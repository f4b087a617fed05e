import Foundation

/// Encodes values so that equal ones give equal bytes, in whichever process.
///
/// `JSONEncoder` with sorted keys does that but for sets and for dictionaries whose keys are neither strings nor numbers:
/// those it writes in the order of their hashes, which are seeded anew in each process. Here their elements are sorted by
/// their own encoded bytes. What `JSONDecoder` would not give back is refused: an optional of an optional that holds `nil`,
/// a `Decimal` that is not a number, and values nested deeper than it reads.
enum CanonicalJSON {
    /// The bytes of `value`; `userInfo` is passed on to its `encode(to:)`.
    ///
    /// - Throws: `EncodingError`, and what the value's own `encode(to:)` throws.
    static func encode<Value: Encodable>(
        _ value: Value,
        userInfo: [CodingUserInfoKey: any Sendable] = [:],
        depth: Int = 0
    ) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        encoder.userInfo = userInfo
        if Value.self is any PlainValue.Type { return Array(try encoder.encode(value)) }
        do {
            return Array(try encoder.encode(CanonicalValue(value, depth: depth)))
        } catch EncodingError.invalidValue(let invalid as CanonicalValue<Value>, let context) {
            let text = context.debugDescription.replacing("\(CanonicalValue<Value>.self)", with: "\(Value.self)")
            throw EncodingError.invalidValue(
                invalid.value,
                EncodingError.Context(codingPath: context.codingPath, debugDescription: text)
            )
        }
    }
}
