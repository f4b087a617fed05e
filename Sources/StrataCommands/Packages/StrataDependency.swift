import FoundationEssentials

/// Where a new package gets Strata from.
enum StrataDependency: Hashable, Sendable {
    /// A checkout on this machine, by its absolute path.
    case path(String)
    /// A repository.
    case url(String)

    /// Reads what `--strata` says; paths are taken from `folder`.
    ///
    /// - Throws: ``CommandFailure`` where a path leads to no package.
    init(_ text: String, relativeTo folder: String) throws(CommandFailure) {
        guard !Self.isURL(text) else {
            self = .url(text)
            return
        }
        let expanded = text.hasPrefix("/") ? text : folder + "/" + text
        let path = Self.trimmed(URL(filePath: expanded).standardized.path(percentEncoded: false))
        guard FileManager.default.fileExists(atPath: path + "/Package.swift") else {
            throw CommandFailure(
                "'\(text)' leads to no Swift package: there is no '\(path)/Package.swift'.",
                remedy: "Give --strata the folder of a checkout of Strata, or the URL of its repository.",
                exitCode: .usage
            )
        }
        self = .path(path)
    }

    /// The checkout that this program was built from.
    ///
    /// - Throws: ``CommandFailure`` where it is no longer there.
    static func ownCheckout(source: String = #filePath) throws(CommandFailure) -> StrataDependency {
        // <checkout>/Sources/StrataCommands/Packages/StrataDependency.swift
        let path = source.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")
        guard FileManager.default.fileExists(atPath: path + "/Package.swift") else {
            throw CommandFailure(
                "the checkout of Strata that this program was built from, '\(path)', is no longer there.",
                remedy: "Say where Strata is with --strata: the folder of a checkout, or the URL of its repository."
            )
        }
        return .path(path)
    }

    /// The entry under `dependencies:` in a manifest.
    var declaration: String {
        switch self {
        // The name keeps the package's identity apart from what the folder happens to be called.
        case .path(let path): ".package(name: \"strata\", path: \(SwiftLiteral.string(path)))"
        case .url(let url): ".package(url: \(SwiftLiteral.string(url)), branch: \"main\")"
        }
    }

    /// The name by which targets refer to it.
    var packageName: String {
        switch self {
        case .path:
            return "strata"
        case .url(let url):
            let name = Self.trimmed(url).split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? "strata"
            return name.hasSuffix(".git") ? String(name.dropLast(4)) : name
        }
    }

    /// Whether git would read the text as an address: with a scheme, or as `user@host:path`.
    private static func isURL(_ text: String) -> Bool {
        if text.contains("://") { return true }
        guard let at = text.firstIndex(of: "@"), let colon = text.firstIndex(of: ":") else { return false }
        return at < colon && !text[..<colon].contains("/")
    }

    private static func trimmed(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}

/// Swift source text.
enum SwiftLiteral {
    /// A string literal that means `text`.
    static func string(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                literal += "\\u{\(String(scalar.value, radix: 16))}"
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }
}
