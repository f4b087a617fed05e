import StrataModel
import Testing

@testable import StrataCommands

@Suite struct TextTests {
    @Test(
        "a duration is told in at most two units",
        arguments: [
            (Duration.zero, "0 s"), (.seconds(-3), "0 s"), (.microseconds(850), "850 µs"), (.milliseconds(12), "12 ms"),
            (.milliseconds(1250), "1.2 s"), (.seconds(59.99), "59.9 s"), (.seconds(60), "1 min"),
            (.seconds(192), "3 min 12 s"), (.seconds(7500), "2 h 5 min"), (.seconds(86_400 * 3 + 14_400), "3 d 4 h"),
        ]
    )
    func duration(_ duration: Duration, _ text: String) {
        #expect(DurationText.text(duration) == text)
    }

    @Test(
        "a moment is told as seen from now",
        arguments: [
            (0, "just now"), (-30, "just now"), (12, "12 seconds ago"), (60, "1 minute ago"), (7300, "2 hours ago"),
            (86_400 * 3, "3 days ago"), (86_400 * 40, "2026-10-14"), (-7200, "2026-11-23"),
        ]
    )
    func relativeTime(_ secondsAgo: Double, _ text: String) {
        #expect(RelativeTime.text(Sample.time(-secondsAgo), now: Sample.start) == text)
    }

    @Test(
        "a size is told in decimal units",
        arguments: [
            (Int64(0), "0 B"), (999, "999 B"), (1000, "1.0 kB"), (12_345, "12.3 kB"), (999_999, "999.9 kB"),
            (1_000_000, "1.0 MB"), (5_400_000_000, "5.4 GB"), (.max, "9.2 EB"),
        ]
    )
    func size(_ bytes: Int64, _ text: String) {
        #expect(SizeText.text(bytes) == text)
    }

    @Test("a table aligns its columns, and nothing trails a line")
    func table() {
        let table = TextTable(columns: [.init("Name"), .init("Count", isRightAligned: true), .init("Note")])
        let text = table.text(
            [[.init("a\nb"), .init("7"), .init("")], [.init("longer"), .init("12345"), .init("x", .red)]],
            palette: .plain
        )
        #expect(
            text == """
                NAME    COUNT  NOTE
                a b         7
                longer  12345  x
                """
        )
    }

    @Test("colours do not move columns")
    func colouredTable() {
        let table = TextTable(columns: [.init("A"), .init("B")])
        let text = table.body(
            [[.init("x", .red), .init("y")], [.init("xx"), .init("y")]],
            palette: .init(isEnabled: true)
        )
        #expect(text == "\u{1B}[31mx\u{1B}[0m   y\nxx  y")
    }

    @Test("escape sequences in recorded text do not reach the terminal")
    func printable() {
        #expect(Printable.text("a\u{1B}[31mb\tc\r\nd\u{9B}") == "a\u{FFFD}[31mb    c\nd\u{FFFD}")
    }

    @Test(
        "a value is shown on one line and cut with its size",
        arguments: [
            ("{ \"a\": [1, 2],\n \"b\": \"x y\" }", "{\"a\":[1,2],\"b\":\"x y\"}"),
            ("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]", "[1,2,3,4,5,6,7,8,9,10,… (43 B)"),
            (
                #"{"strataFile":{"digest":"\#(Digest(hashing: []))","size":1234,"name":"x.csv"}}"#,
                "(file x.csv, 1.2 kB)"
            ),
        ]
    )
    func preview(_ json: String, _ text: String) {
        let artifact = Sample.artifact(json, type: "T")
        #expect(ValuePreview.text(artifact.reference, bytes: artifact.inline, width: 30) == text)
    }

    @Test("a value that is not at hand, or not JSON, is told by its size")
    func previewWithoutText() {
        var reference = Sample.artifact("[]", type: "T").reference
        #expect(ValuePreview.text(reference, bytes: nil, width: 30) == "(2 B, stored as a blob)")
        reference.mediaType = ArtifactReference.bytes
        #expect(ValuePreview.text(reference, bytes: [1, 2], width: 30) == "(2 B of application/octet-stream)")
    }

    @Test("pretty JSON keeps numbers, keys and strings as they are")
    func prettyJSON() {
        let json = Array(#"{"b":1.50,"a":[1e3,{}, []],"s":"a,{\"[: "}"#.utf8)
        #expect(
            String(decoding: JSONText.pretty(json), as: UTF8.self) == #"""
                {
                  "b": 1.50,
                  "a": [
                    1e3,
                    {},
                    []
                  ],
                  "s": "a,{\"[: "
                }
                """#
        )
    }

    @Test(
        "words are quoted for a shell only where they must be",
        arguments: [("a-b", "a-b"), ("", "''"), ("it's", #"'it'\''s'"#)]
    )
    func shellWord(_ text: String, _ quoted: String) {
        #expect(ShellWord.quoted(text) == quoted)
    }

    @Test("NO_COLOR and dumb terminals forbid colours")
    func colours() {
        #expect(Terminal.allowsColour(["NO_COLOR": "", "TERM": "xterm"]))
        #expect(!Terminal.allowsColour(["NO_COLOR": "1"]))
        #expect(!Terminal.allowsColour(["TERM": "dumb"]))
    }
}
