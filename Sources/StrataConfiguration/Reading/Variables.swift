/// Fills `${NAME}` and `${NAME:-fallback}` in; `$$` is one dollar sign.
struct Variables {
    /// The variables there are; `nil` leaves text as it is written, for who needs the names of base images alone.
    let environment: [String: String]?

    /// A piece of a text.
    enum Piece {
        case literal(String)
        case variable(name: String, fallback: String?)
    }

    /// What became of a text.
    struct Filled {
        var text: String
        /// The variables that are in it.
        var variables: [String]
        /// Whether variables are still in it, because there is no environment.
        var isOpen: Bool

        /// How messages quote it: never with a variable's value, which can be a secret.
        func shown(_ written: String) -> String {
            let names = variables.map { "${\($0)}" }.joined(separator: ", ")
            let suffix = variables.isEmpty ? "" : " (with \(names) filled in)"
            return "'\(Shown.name(written))'\(suffix)"
        }
    }

    /// Fills a text in.
    ///
    /// - Returns: `nil` when a variable is not set, or is not written as it should be; then `problems` says so.
    func fill(_ written: Located<String>, _ problems: inout Problems) -> Filled? {
        guard let pieces = Self.pieces(of: written, &problems) else { return nil }
        var filled = Filled(text: "", variables: [], isOpen: false)
        var isComplete = true
        for piece in pieces {
            switch piece {
            case .literal(let text): filled.text += text
            case .variable(let name, let fallback):
                filled.variables.append(name)
                guard let environment else {
                    filled.isOpen = true
                    filled.text += "${\(name)\(fallback.map { ":-\($0)" } ?? "")}"
                    continue
                }
                if let value = environment[name], !value.isEmpty {
                    filled.text += value
                } else if let fallback {
                    filled.text += fallback
                } else {
                    isComplete = false
                    problems.add(
                        written.position,
                        "the environment variable '\(name)' is \(environment[name] == nil ? "not set" : "empty")",
                        "set it, or write '${\(name):-fallback}'"
                    )
                }
            }
        }
        return isComplete ? filled : nil
    }

    /// Takes a text apart, or returns `nil` after saying what is wrong with it.
    static func pieces(of written: Located<String>, _ problems: inout Problems) -> [Piece]? {
        var pieces: [Piece] = []
        var rest = Substring(written.value)
        while let dollar = rest.firstIndex(of: "$") {
            pieces.append(.literal(String(rest[..<dollar])))
            rest = rest[dollar...].dropFirst()
            if rest.first == "$" {
                pieces.append(.literal("$"))
                rest = rest.dropFirst()
            } else if rest.first == "{", let end = rest.firstIndex(of: "}"),
                let variable = variable(rest[..<end].dropFirst())
            {
                pieces.append(variable)
                rest = rest[end...].dropFirst()
            } else {
                problems.add(
                    written.position,
                    "'\(Shown.name(written.value))' has a '$' that begins no variable",
                    "write '${NAME}' or '${NAME:-fallback}', or '$$' for the sign itself"
                )
                return nil
            }
        }
        return pieces + [.literal(String(rest))]
    }

    private static func variable(_ text: Substring) -> Piece? {
        let name = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard let first = name.first, !first.isNumber else { return nil }
        let rest = text.dropFirst(name.count)
        if rest.isEmpty { return .variable(name: String(name), fallback: nil) }
        guard rest.hasPrefix(":-") else { return nil }
        return .variable(name: String(name), fallback: String(rest.dropFirst(2)))
    }
}
