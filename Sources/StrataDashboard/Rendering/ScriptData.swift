/// JSON as it may stand in a `script` element of the type `application/json`.
enum ScriptData {
    /// The JSON with `<`, `>` and `&`, which stand in its strings alone, as `\u` and four digits.
    ///
    /// Goes by bytes: a mark beside a `<` makes one character of the two, which a search for `<` among characters passes over.
    static func escaped(_ json: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(json.count + json.count / 16)
        for byte in json {
            switch byte {
            case UInt8(ascii: "<"): result += "\\u003c".utf8
            case UInt8(ascii: ">"): result += "\\u003e".utf8
            case UInt8(ascii: "&"): result += "\\u0026".utf8
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
