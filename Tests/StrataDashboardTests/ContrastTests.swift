import Testing

@testable import StrataDashboard

/// Text can be read: every colour that the style sheets give to text stands out from every ground it may stand on.
@Suite("Contrast")
struct ContrastTests {
    /// A theme's colours by their tokens.
    private typealias Theme = [String: Colour]

    private struct Colour {
        let red, green, blue: Double

        init?(_ text: Substring) {
            guard text.hasPrefix("#"), text.count == 7, let number = Int(text.dropFirst(), radix: 16) else {
                return nil
            }
            (red, green, blue) = (Double(number >> 16), Double(number >> 8 & 255), Double(number & 255))
        }

        /// WCAG 2.2's relative luminance.
        var luminance: Double {
            func linear(_ channel: Double) -> Double {
                let share = channel / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055)
            }
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        }

        private func pow(_ base: Double) -> Double {
            // base^2.4 = base² · base^0.4, the latter by Newton's method: y⁵ = base².
            var guess = 0.5
            for _ in 0..<200 {
                guess -= (guess * guess * guess * guess * guess - base * base) / (5 * guess * guess * guess * guess)
            }
            return base * base * guess
        }

        func contrast(with other: Colour) -> Double {
            let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
            return (light + 0.05) / (dark + 0.05)
        }
    }

    private static func sheets() throws -> [(name: String, text: String)] {
        let dashboard = try Dashboard()
        return DashboardFiles.embeddedAssets.filter { $0.hasSuffix(".css") }.sorted().compactMap { name in
            dashboard.asset(name).map {
                (name, String(decoding: $0.bytes, as: UTF8.self).replacing(/\/\*[\s\S]*?\*\//, with: ""))
            }
        }
    }

    /// The blocks of tokens in `base.css`: light, dark by the system, dark by choice.
    private static func themes() throws -> [(name: String, theme: Theme)] {
        let base = try #require(try sheets().first { $0.name == "base.css" }).text
        let blocks = base.matches(of: /(:root[^{]*)\{([^}]*--ground[^}]*)\}/)
        return blocks.map { block in
            var theme: Theme = [:]
            for token in block.output.2.matches(of: /(--[a-z0-9-]+):\s*(#[0-9a-f]{6})/) {
                theme[String(token.output.1)] = Colour(token.output.2)
            }
            return (String(block.output.1).replacing(" ", with: ""), theme)
        }
    }

    /// A rule's colours of text and ground; `--s` stands for each state's.
    private struct Use: Hashable {
        let text: String
        let ground: String
        let place: String
    }

    private static let surfaces = ["--ground", "--paper", "--sunken"]

    private static func uses(states: [String]) throws -> Set<Use> {
        var uses: Set<Use> = []
        for (name, sheet) in try sheets() {
            for rule in sheet.matches(of: /([^{}]+)\{([^{}]*)\}/) {
                let place = "\(name): \(rule.output.1.replacing(/\s+/, with: " "))"
                let body = rule.output.2
                // Tokens alone: mixtures with transparent ones are marks, not grounds of their own.
                let colour = body.firstMatch(of: /(?:^|[;\s])color:\s*var\((--[a-z0-9-]+)/).map { String($0.output.1) }
                let ground = body.firstMatch(of: /(?:^|[;\s])background(?:-color)?:\s*var\((--[a-z0-9-]+)/).map {
                    String($0.output.1)
                }
                for use in pairs(colour, ground, place, states) { uses.insert(use) }
            }
        }
        return uses
    }

    private static func pairs(_ colour: String?, _ ground: String?, _ place: String, _ states: [String]) -> [Use] {
        // Bars and lines: graphics, not text. Where text stands on them, the rule says its colour.
        let isGraphic =
            colour == nil
            && (["--s", "--accent", "--line", "--line-strong"].contains(ground ?? "")
                || ground.map { $0.hasPrefix("--s-") && !$0.hasSuffix("-bg") } ?? false)
        guard colour != nil || ground != nil, !isGraphic else { return [] }
        func expanded(_ token: String, _ state: String) -> String {
            token == "--s" ? state : token == "--s-bg" ? state + "-bg" : token
        }
        let isState = [colour ?? "", ground ?? ""].contains { ["--s", "--s-bg"].contains($0) }
        return (isState ? states : [""]).flatMap { state in
            let text = expanded(colour ?? "--ink", state)
            let grounds = ground.map { [expanded($0, state)] } ?? surfaces
            return grounds.filter { $0 != text }.map { Use(text: text, ground: $0, place: place) }
        }
    }

    @Test("of text and its ground is at least 4.5 to 1, in light and dark")
    func text() throws {
        let themes = try Self.themes()
        #expect(themes.count == 3)
        for (name, theme) in themes {
            let states = theme.keys.filter { $0.hasPrefix("--s-") && !$0.hasSuffix("-bg") }
            #expect(states.count == 7, "\(name)")
            let uses = try Self.uses(states: states.sorted())
            #expect(uses.count > 60)
            for use in uses {
                guard let text = theme[use.text], let ground = theme[use.ground] else {
                    Issue.record("\(use.text) or \(use.ground) is no colour of \(name): \(use.place)")
                    continue
                }
                let contrast = text.contrast(with: ground)
                #expect(contrast >= 4.5, "\(use.text) on \(use.ground) in \(name): \(contrast), \(use.place)")
            }
        }
    }

    @Test("of the edges of fields and of the focus is at least 3 to 1")
    func edges() throws {
        for (name, theme) in try Self.themes() {
            for edge in ["--line-strong", "--focus"] {
                for surface in ["--ground", "--paper"] {
                    let contrast = try #require(theme[edge]).contrast(with: try #require(theme[surface]))
                    #expect(contrast >= 3, "\(edge) on \(surface) in \(name): \(contrast)")
                }
            }
        }
    }

    @Test("is the same whether the system or the user chose the dark")
    func sameDark() throws {
        let themes = try Self.themes()
        let dark = themes.filter { $0.name != ":root" }.map { $0.theme.mapValues { [$0.red, $0.green, $0.blue] } }
        try #require(dark.count == 2)
        #expect(dark[0] == dark[1])
        #expect(Set(dark[0].keys) == Set(themes[0].theme.keys))
    }

    @Test(
        "is computed as WCAG does",
        arguments: [("#000000", "#ffffff", 21.0), ("#767676", "#ffffff", 4.54), ("#0b5cad", "#0b5cad", 1)]
    )
    func formula(one: String, other: String, expected: Double) throws {
        let contrast = try #require(Colour(one[...])).contrast(with: try #require(Colour(other[...])))
        #expect(abs(contrast - expected) < 0.01)
    }
}
