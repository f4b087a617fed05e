import StrataOCI
import Testing

@Suite("JSON that is passed on")
struct RawJSONTests {
    @Test("keeps every byte of what is not touched")
    func keeps() throws {
        let text =
            #"{ "a" : 1.50e+3, "b\u0041":"\u003cx\/>" , "c":[ 1 , {"z":null,"y":-0} ],"d":{"k" : 12345678901234567890}}"#
        var object = try #require(RawJSON(parsing: text.utf8).object)
        #expect(object.names == ["a", "bA", "c", "d"])
        #expect(object["bA"]?.string == "<x/>")
        object["a"] = RawJSON(7)
        object["e"] = RawJSON("new \"\n\u{1}")
        let expected =
            #"{"a":7,"b\u0041":"\u003cx\/>","c":[ 1 , {"z":null,"y":-0} ],"d":{"k" : 12345678901234567890},"e":"new \"\n\u0001"}"#
        #expect(object.json.description == expected)
        object["d"] = nil
        #expect(object.names == ["a", "bA", "c", "e"])
    }

    @Test(
        "refuses what is no JSON",
        arguments: [
            "", "{", "}", "[1,]", "{\"a\":}", "{\"a\" 1}", "{a:1}", "01", "1.", "1e", "-", "\"", "\"\\x\"",
            "\"\\ud800\"",
            "\"\\u12\"", "tru", "nul", "[1 2]", "{\"a\":1}x", "\"\u{1}\"", "{\"a\":1,}", "\\", "\"\\",
        ]
    )
    func refuses(text: String) {
        #expect(throws: JSONError.self) { try RawJSON(parsing: text.utf8) }
    }

    @Test("refuses depth that would exhaust the stack, and bytes that are no text")
    func limits() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(throws: JSONError.self) { try RawJSON(parsing: deep.utf8) }
        #expect(throws: JSONError.self) { try RawJSON(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test("takes no object that names a key twice, however the key is written")
    func duplicates() throws {
        #expect(try RawJSON(parsing: #"{"a":1,"\u0061":2}"#.utf8).object == nil)
        #expect(try RawJSON(parsing: #"{"a":1,"A":2}"#.utf8).object != nil)
    }

    @Test("reads surrogate pairs and escapes")
    func escapes() throws {
        let value = try RawJSON(parsing: #""\ud83d\ude00 \b\f\n\r\t\"\\\/""#.utf8)
        #expect(value.string == "😀 \u{8}\u{C}\n\r\t\"\\/")
    }
}
