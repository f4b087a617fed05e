import StrataModel

/// What a user types to name a pipeline run, or one run of it.
///
/// `3f9a1c2b`, any shorter beginning of at least four digits or the whole identifier names a pipeline run, and so do
/// `latest` and `@` for the newest one. A dot and a number after any of them name one run: `3f9a1c2b.12`.
struct RunSpecifier: Hashable, Sendable {
    /// Which pipeline run.
    enum Target: Hashable, Sendable {
        /// The newest.
        case latest
        /// The one whose identifier begins with these lower-case hexadecimal digits.
        case prefix(String)
    }

    /// Which pipeline run.
    var target: Target
    /// Which run of it, or `nil` for the pipeline run as a whole.
    var index: RunIndex?

    /// Why a text names no run.
    struct Malformed: Error, Hashable, CustomStringConvertible {
        /// The reason, and what would do.
        var description: String
    }

    /// Names a run by its parts.
    init(target: Target, index: RunIndex? = nil) {
        self.target = target
        self.index = index
    }

    /// Parses what the user typed.
    ///
    /// - Throws: ``Malformed`` with the reason.
    init(parsing text: String) throws(Malformed) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.first ?? ""
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = RunIndex(parts[1]) else {
                throw Malformed(description: "a run's number has to follow the dot, as in '3f9a1c2b.12'.")
            }
            self.index = index
        }
        target = try Self.target(name)
    }

    private static func target(_ name: Substring) throws(Malformed) -> Target {
        if name == "latest" || name == "@" { return .latest }
        let digits = name.lowercased()
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
            throw Malformed(
                description: "an identifier has the digits 0-9 and a-f, as in '3f9a1c2b' or '3f9a1c2b.12'; "
                    + "'latest' is the newest pipeline run."
            )
        }
        guard digits.count >= 4 else {
            throw Malformed(description: "at least four digits of an identifier are needed, as in '3f9a'.")
        }
        guard digits.count <= 32 else {
            throw Malformed(description: "an identifier has at most 32 digits.")
        }
        return .prefix(digits)
    }
}

extension RunSpecifier: CustomStringConvertible {
    /// The text that parses to it.
    var description: String {
        let name =
            switch target {
            case .latest: "latest"
            case .prefix(let digits): digits
            }
        guard let index else { return name }
        return "\(name).\(index)"
    }
}
