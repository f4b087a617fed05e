import StrataAPI
import StrataTestSupport
import Testing

@testable import StrataGraph

/// Values are compared field by field.
@Suite("Differences of JSON")
struct JSONDifferenceTests {
    @Test(
        "name the fields that differ",
        arguments: [
            (#"{"epochs":3}"#, #"{"epochs":5}"#, ["epochs: 3 → 5"]),
            (#"{"config":{"epochs":3,"rate":0.1}}"#, #"{"config":{"epochs":5,"rate":0.1}}"#, ["config.epochs: 3 → 5"]),
            (#"[1,2,3]"#, #"[1,9]"#, ["[1]: 2 → 9", "[2]: 3 → –"]),
            (#"{"a":[{"b":1}]}"#, #"{"a":[{"b":2},{"b":3}]}"#, ["a[0].b: 1 → 2", #"a[1]: – → {"b": 3}"#]),
            (#"1"#, #""1""#, [": 1 → \"1\""]),
            (#"{"a":null}"#, #"{}"#, ["a: null → –"]),
            (#"{"odd key":1,"":2}"#, #"{"odd key":2,"":3}"#, [#"[""]: 2 → 3"#, #"["odd key"]: 1 → 2"#]),
            (#"{"a":1}"#, #"{ "a" : 1 }"#, []),
            (#"{"a":{"b":1}}"#, #"{"a":[1]}"#, [#"a: {"b": 1} → [1]"#]),
            (#""\u00e9\n""#, #""é\n""#, []),
            (#""\ud83e\uddd1""#, #""🧑""#, []),
            (
                #"12345678901234567890123"#, #"12345678901234567890124"#,
                [": 12345678901234567890123 → 12345678901234567890124"]
            ),
        ]
    )
    func fields(left: String, right: String, expected: [String]) throws {
        let found = try #require(JSONDifference.fields(Array(left.utf8), Array(right.utf8)))
        #expect(found.fields.map { "\($0.path): \($0.left ?? "–") → \($0.right ?? "–")" } == expected)
        #expect(!found.hasMore)
    }

    @Test("are told of at most so many fields, and that there are more")
    func limit() throws {
        let left = "[" + (0..<1000).map(String.init).joined(separator: ",") + "]"
        let right = "[" + (0..<1000).map { String($0 + 1) }.joined(separator: ",") + "]"
        let found = try #require(JSONDifference.fields(Array(left.utf8), Array(right.utf8), limit: 200))
        #expect(found.fields.count == 200)
        #expect(found.hasMore)
        let exact = try #require(JSONDifference.fields(Array("[1,2]".utf8), Array("[3,4]".utf8), limit: 2))
        #expect((exact.fields.count, exact.hasMore) == (2, false))
    }

    @Test("shorten what they show")
    func shown() throws {
        let long = "\"" + String(repeating: "a", count: 500_000) + "\""
        let found = try #require(JSONDifference.fields(Array(long.utf8), Array("[[[[1]]]]".utf8)))
        #expect(try #require(found.fields.first?.left).count == 201)
    }

    @Test(
        "are none of what is no JSON",
        arguments: [
            "", " ", "{", "[1,", "tru", "01", "1.", "-", "\"", "\"\u{1}\"", "{\"a\"}", "{a:1}", "[1 2]", "1 2", "nullx",
            "\"\\x\"",
            "\"\\u12\"", "+1", ".5", "1e", "[1,]", "{\"a\":1,}", String(repeating: "[", count: 100_000),
            String(repeating: "[", count: 300) + String(repeating: "]", count: 300), "\u{FEFF}1",
        ]
    )
    func noJSON(text: String) {
        #expect(JSONDifference.fields(Array(text.utf8), Array("1".utf8)) == nil)
    }

    @Test("read what Foundation reads, and no byte string makes them fail")
    func random() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let parts = [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"", "1", "-0.5e3", "true", "null", " ", "\\u00e9", "\\", "é",
        ]
        for _ in 0..<5000 {
            let text = (0..<Int.random(in: 1...10, using: &generator)).map { _ in
                parts.randomElement(using: &generator) ?? ""
            }.joined()
            if let tree = JSONTree(Array(text.utf8)) {
                // What is read can be written and read again.
                let written = tree.text(limit: 10_000)
                #expect(JSONTree(Array(written.utf8)) == tree, "seed \(seed): \(text)")
            }
        }
    }
}
