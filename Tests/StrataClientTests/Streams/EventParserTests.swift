import StrataTestSupport
import Testing

@testable import StrataClient

@Suite("A stream of events")
struct EventParserTests {
    @Test(
        "is taken apart by the rules, whatever ends its lines",
        arguments: [
            ("data: a\n\n", ["message a "]), ("data:a\r\n\r\n", ["message a "]), ("data: a\r\r", ["message a "]),
            ("event: change\ndata: 1\ndata: 2\nid: 7\n\n", ["change 1\n2 7"]), (": comment\n\n:\n\n", []),
            ("id: 4\n\ndata: x\n\n", ["message x 4"]), ("data\n\n", ["message  "]), ("data: lost", []),
            ("\u{FEFF}data: a\n\n", ["message a "]), ("id: a\u{0}b\ndata: x\n\n", ["message x "]),
            ("id: 1\ndata: a\n\nid\ndata: b\n\n", ["message a 1", "message b "]),
            ("unknown: x\ndata:  y\n\n", ["message  y "]),
            ("event: e\n\ndata: a\n\n", ["message a "]),
        ]
    )
    func rules(text: String, expected: [String]) throws {
        // In every way of cutting it in two.
        let bytes = Array(text.utf8)
        for cut in 0...bytes.count {
            var parser = EventParser()
            var events = try parser.read(bytes[..<cut])
            events += try parser.read(bytes[cut...])
            #expect(events.map { "\($0.name) \($0.data) \($0.id)" } == expected, "cut at \(cut)")
        }
    }

    @Test("with an event without end is refused, and does not fill the memory")
    func bounded() throws {
        var parser = EventParser(limit: 1000)
        #expect(throws: EventParser.TooLong.self) {
            for _ in 0..<1000 { _ = try parser.read(Array("data: xxxxxxxxx\n".utf8)) }
        }
    }

    @Test("of random bytes never stops the process", arguments: UInt64(1)...50)
    func fuzz(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("dataidevntry: \r\n\n\n\u{0}0123é".utf8)
        var parser = EventParser(limit: 500)
        for _ in 0..<200 {
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            do {
                for event in try parser.read(bytes) { #expect(event.data.utf8.count <= 1500, "seed \(seed)") }
            } catch {
                parser = EventParser(limit: 500)
            }
        }
    }
}
