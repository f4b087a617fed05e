/// What names in the world of images look like (https://github.com/opencontainers/distribution-spec/blob/main/spec.md).
enum Grammar {
    /// Why a text is no `host` or `host:port`; `nil` when it is one.
    static func problem(withRegistry text: String) -> (problem: String, remedy: String)? {
        let example = "write the host alone, for example 'registry.example.com:5000'"
        if text.contains("://") { return ("has a scheme", example) }
        if text.contains("/") { return ("has a '/'", "\(example), and the path under 'repository'") }
        if text.contains("@") { return ("has an '@'", "\(example); credentials come from ~/.docker/config.json") }
        var host = Substring(text)
        if host.first == "[" {
            guard let end = host.firstIndex(of: "]") else { return ("has a '[' without ']'", example) }
            let address = host[host.startIndex..<end].dropFirst()
            guard !address.isEmpty, address.allSatisfy({ $0.isASCII && ($0.isHexDigit || $0 == ":" || $0 == ".") })
            else {
                return ("has no IPv6 address in its brackets", example)
            }
            host = "h" + host[end...].dropFirst()
        }
        if let colon = host.firstIndex(of: ":") {
            let port = host[colon...].dropFirst()
            guard port.allSatisfy(isDigit), let number = Int(port), (1...65535).contains(number) else {
                return ("has no port from 1 to 65535 after the colon", example)
            }
            host = host[..<colon]
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let isHost = labels.allSatisfy { label in
            !label.isEmpty && label.first != "-" && label.last != "-"
                && label.allSatisfy { isLetter($0) || isDigit($0) || $0 == "-" || $0 == "_" }
        }
        return isHost && text.utf8.count <= 255 ? nil : ("is no host's name", example)
    }

    /// Why a text is no repository's name.
    static func problem(withRepository text: String) -> (problem: String, remedy: String)? {
        let remedy = "use lower-case letters, digits and single '.', '_', '-' between them, in parts joined by '/'"
        if let letter = text.first(where: \.isUppercase) { return ("has the capital letter '\(letter)'", remedy) }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy(isRepositoryPart) else { return ("is no repository's name", remedy) }
        return text.utf8.count <= 255 ? nil : ("has more than 255 characters", "shorten it")
    }

    /// Whether a text is a tag.
    static func isTag(_ text: some StringProtocol) -> Bool {
        guard let first = text.first, first != ".", first != "-", text.utf8.count <= 128 else { return false }
        return text.allSatisfy { isLetter($0) || isDigit($0) || "._-".contains($0) }
    }

    /// Whether a text can be a key of `bases`: it is also part of a tag.
    static func isBaseImageTag(_ text: String) -> Bool {
        guard let first = text.first, isLetter(first) || isDigit(first) else { return false }
        return text.utf8.count <= 63 && isTag(text)
    }

    /// Whether a text is a digest, `algorithm:hex`.
    static func isDigest(_ text: some StringProtocol) -> Bool {
        guard let colon = text.firstIndex(of: ":") else { return false }
        let algorithm = text[..<colon]
        let hex = text[colon...].dropFirst()
        guard !algorithm.isEmpty, algorithm.allSatisfy({ isLower($0) || isDigit($0) || "+._-".contains($0) }),
            hex.allSatisfy({ isDigit($0) || (isLower($0) && $0 <= "f") })
        else { return false }
        return switch algorithm {
        case "sha256": hex.count == 64
        case "sha512": hex.count == 128
        default: hex.count >= 32
        }
    }

    /// `[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*`.
    private static func isRepositoryPart(_ part: Substring) -> Bool {
        guard let first = part.first, let last = part.last, isAlphanumeric(first), isAlphanumeric(last) else {
            return false
        }
        return part.split(whereSeparator: isAlphanumeric).allSatisfy { separator in
            [".", "_", "__"].contains(separator) || separator.allSatisfy { $0 == "-" }
        }
    }

    private static func isAlphanumeric(_ character: Character) -> Bool { isLower(character) || isDigit(character) }

    private static func isLetter(_ character: Character) -> Bool { character.isASCII && character.isLetter }

    // A letter with a combining mark sorts between two letters, so ranges alone are not enough.
    private static func isLower(_ character: Character) -> Bool {
        character.isASCII && ("a"..."z").contains(character)
    }

    private static func isDigit(_ character: Character) -> Bool {
        character.isASCII && ("0"..."9").contains(character)
    }
}
