public import FoundationEssentials

/// How values stand in JSON on the wire.
///
/// Moments are integer counts of microseconds since 1970 in UTC; identifiers and digests are text; absent values are left
/// out; NaN and infinities are the strings `NaN`, `Infinity` and `-Infinity`; bytes are base64.
public enum APICoding {
    /// An encoder; keys come sorted, so that equal values give equal bytes.
    public static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        return encoder
    }

    /// A decoder for what ``encoder`` writes; members it does not know are ignored.
    public static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        return decoder
    }
}
