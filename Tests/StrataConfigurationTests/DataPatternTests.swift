import StrataTestSupport
import Testing

@testable import StrataConfiguration

@Suite("Data patterns")
struct DataPatternTests {
    @Test(
        "match names",
        arguments: [
            ("*", "a", true), ("*", ".a", true), ("*.csv", "a.csv", true), ("*.csv", "a.csv.gz", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false), ("?", "é", true), ("[a-c]x", "bx", true), ("[a-c]x", "dx", false),
            ("[!a-c]x", "dx", true),
            ("[^a-c]x", "ax", false), ("[]a]", "]", true), ("[a-]", "-", true), ("[!]]", "]", false),
            ("\\*", "*", true),
            ("\\*", "a", false), ("a\\?", "a?", true), ("*a*b*c*", "xxaxxbxxc", true), ("*a*b*c*", "xxaxxcxxb", false),
            ("[\\]]", "]", true), ("é", "e\u{301}", false), ("a[*]", "a*", true),
        ]
    )
    func names(_ pattern: String, _ name: String, _ expected: Bool) throws {
        let component = try #require(try DataPattern(pattern).alternatives.first?.first)
        #expect(component.matches(name) == expected)
    }

    @Test(
        "write braces out",
        arguments: [
            ("a", ["a"]), ("{a,b}", ["a", "b"]), ("x{a,b}y", ["xay", "xby"]), ("{a,b}{c,d}", ["ac", "ad", "bc", "bd"]),
            ("{a,b{c,d}}", ["a", "bc", "bd"]), ("{a}", ["a"]), ("{,a}b", ["b", "ab"]), ("\\{a,b}", ["\\{a,b}"]),
            ("[{,}]", ["[{,}]"]), ("a/{b,c/d}/e", ["a/b/e", "a/c/d/e"]), ("a}", ["a}"]), ("[a", ["[a"]),
            ("[]{]a{b,c}", ["[]{]ab", "[]{]ac"]),
        ] as [(String, [String])]
    )
    func braces(_ pattern: String, _ expected: [String]) throws {
        #expect(try BraceExpansion.expand(pattern) == expected)
    }

    @Test(
        "that are none, or could leave the package, are errors",
        arguments: [
            ("", "is empty"), ("/a", "absolute"), ("..", "'..'"), ("a/..", "'..'"), ("{a,..}/b", "'..'"),
            ("{a,/b}", "absolute"),
            ("a//b", "'//'"), ("a/", "ends in a slash"), (".", "names a folder"), ("{a", "'{' without '}'"),
            ("a[b", "'[' without ']'"), ("[]", "'[' without ']'"), ("a**", "'**' within a name"),
            ("***", "'**' within a name"),
            ("a\\", "ends in a backslash"), ("[z-a]", "runs backwards"), ("[a/b]", "'[' without ']'"),
            (String(repeating: "{a,b}", count: 9), "more than 256"),
            (String(repeating: "a", count: 1025), "more than 1024"),
        ]
    )
    func errors(_ pattern: String, _ expected: String) {
        #expect {
            try DataPattern(pattern)
        } throws: {
            "\($0)".contains(expected)
        }
    }

    @Test("match as a plain backtracking matcher does", arguments: [UInt64(1), 2, 3])
    func oracle(_ seed: UInt64) throws {
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let signs = ["a", "b", "*", "?", "[ab]", "[!a]"]
        var matched = 0
        for _ in 0..<5000 {
            var parts: [String] = []
            for _ in 0..<Int.random(in: 1...7, using: &generator) {
                let sign = signs.randomElement(using: &generator) ?? "a"
                if sign != "*" || parts.last != "*" { parts.append(sign) }
            }
            let name = String(
                (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                    "abc".randomElement(using: &generator) ?? "a"
                }
            )
            let component = try #require(try DataPattern(parts.joined()).alternatives.first?.first)
            let expected = Self.matches(parts[...], Substring(name))
            #expect(component.matches(name) == expected, "\(parts.joined()) \(name)")
            matched += expected ? 1 : 0
        }
        #expect(matched > 200)
    }

    private static func matches(_ parts: ArraySlice<String>, _ name: Substring) -> Bool {
        guard let part = parts.first else { return name.isEmpty }
        if part == "*" { return (0...name.count).contains { matches(parts.dropFirst(), name.dropFirst($0)) } }
        guard let letter = name.first else { return false }
        let fits =
            switch part {
            case "?": true
            case "[ab]": letter == "a" || letter == "b"
            case "[!a]": letter != "a"
            default: part == String(letter)
            }
        return fits && matches(parts.dropFirst(), name.dropFirst())
    }
}
