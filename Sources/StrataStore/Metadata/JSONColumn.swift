import FoundationEssentials

/// Values that are kept as one column of JSON: views, failures, settings.
///
/// Keys are sorted, so equal values are equal text; NaN and infinities survive as strings.
enum JSONColumn {
    /// The JSON text of `value`, or `nil` for none.
    static func encode<Value: Encodable>(_ value: Value?) throws -> String? {
        try value.map { try text($0) }
    }

    /// The JSON text of `value`.
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The value that a column of JSON holds, or `nil` for `NULL`.
    static func decode<Value: Decodable>(
        _ type: Value.Type,
        _ statement: SQLStatement,
        _ column: Int32
    ) throws -> Value? {
        guard !statement.isNull(column) else { return nil }
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        return try decoder.decode(type, from: Data(statement.bytes(column)))
    }

    /// The value that a column of JSON holds, where there must be one.
    static func require<Value: Decodable>(
        _ type: Value.Type,
        _ statement: SQLStatement,
        _ column: Int32
    ) throws -> Value {
        guard let value = try decode(type, statement, column) else { throw RowError("no \(type)") }
        return value
    }
}
