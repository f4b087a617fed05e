import StrataAPI
import StrataTestSupport
import Testing

@testable import StrataGraph

/// Sources are compared line by line.
@Suite("Differences of lines")
struct LineDifferenceTests {
    private static func text(_ lines: [Comparison.Line]) -> String {
        let signs: [Comparison.Line.Kind: String] = [.same: " ", .added: "+", .removed: "-", .gap: "~"]
        return lines.map { (signs[$0.kind] ?? "?") + $0.text }.joined(separator: "|")
    }

    @Test(
        "show what was taken away before what was added",
        arguments: [
            ("a\nb\nc", "a\nx\nc", " a|-b|+x| c"),
            ("a", "a", ""),
            ("", "a", "+a"),
            ("a\n", "", "-a"),
            ("a\nb", "a\nb\nc", " a| b|+c"),
            ("1\n2\n3\n4\n5\n6\n7\n8\n9\nx", "1\n2\n3\n4\n5\n6\n7\n8\n9\ny", "~| 7| 8| 9|-x|+y"),
            ("x\n1\n2\n3\n4\n5\n6\n7\n8\nx", "y\n1\n2\n3\n4\n5\n6\n7\n8\ny", "-x|+y| 1| 2| 3|~| 6| 7| 8|-x|+y"),
        ]
    )
    func lines(left: String, right: String, expected: String) {
        #expect(Self.text(LineDifference.lines(left, right)) == expected)
    }

    @Test("give both texts back where nothing is left out")
    func restores() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            func lines() -> [String] {
                (0..<Int.random(in: 0...7, using: &generator)).map { _ in
                    ["a", "b", "c", ""].randomElement(using: &generator) ?? ""
                } + ["end"]
            }
            let (left, right) = (lines(), lines())
            let found = LineDifference.lines(left.joined(separator: "\n"), right.joined(separator: "\n"))
            guard !found.isEmpty, !found.contains(where: { $0.kind == .gap }) else { continue }
            #expect(found.filter { $0.kind != .added }.map(\.text) == left, "seed \(seed)")
            #expect(found.filter { $0.kind != .removed }.map(\.text) == right, "seed \(seed)")
        }
    }

    @Test("are bounded for texts that have nothing in common", arguments: [500, 3000, 100_000])
    func bounded(count: Int) {
        let left = (0..<count).map { "l\($0)" }.joined(separator: "\n")
        let right = (0..<count).map { "r\($0)" }.joined(separator: "\n")
        let found = LineDifference.lines(left, right)
        #expect(found.count <= 802)
        #expect(found.contains { $0.kind == .removed })
        #expect(found.contains { $0.kind == .added })
    }

    @Test("find one changed line in a long text")
    func long() {
        var lines = (0..<1900).map { "line \($0)" }
        let left = lines.joined(separator: "\n")
        lines[900] = "changed"
        let found = LineDifference.lines(left, lines.joined(separator: "\n"))
        #expect(found.filter { $0.kind == .added }.map(\.text) == ["changed"])
        #expect(found.count == 10)
    }
}
