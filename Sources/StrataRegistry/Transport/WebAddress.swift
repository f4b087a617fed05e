/// An http or https URL, taken apart as far as deciding where credentials may go demands.
struct WebAddress: Sendable, Hashable {
    /// Whether it is https.
    var isSecure: Bool
    /// The name or address in lower case, an IPv6 address without its brackets.
    var host: String
    /// The port, the scheme's own where none was written.
    var port: Int
    /// The path and the query as they were written, from `/` on.
    var target: String

    /// The path without the query.
    var path: Substring { target.prefix { $0 != "?" } }

    /// The scheme, host and port: two addresses with one origin may share credentials.
    var origin: String {
        let name = host.contains(":") ? "[\(host)]" : host
        let isUsual = port == (isSecure ? 443 : 80)
        return (isSecure ? "https://" : "http://") + name + (isUsual ? "" : ":\(port)")
    }

    /// All of it.
    var text: String { origin + target }

    init(isSecure: Bool, host: String, port: Int?, target: String) {
        self.isSecure = isSecure
        self.host = host.lowercased()
        self.port = port ?? (isSecure ? 443 : 80)
        self.target = target
    }

    /// Parses an absolute URL.
    ///
    /// - Returns: `nil` for other schemes, for a user or password in it, and for what is malformed.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 16384, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        let lowered = text.prefix(8).lowercased()
        let rest: Substring
        if lowered.hasPrefix("https://") {
            isSecure = true
            rest = Substring(text.dropFirst(8))
        } else if lowered.hasPrefix("http://") {
            isSecure = false
            rest = Substring(text.dropFirst(7))
        } else {
            return nil
        }
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        guard let authority = Self.authority(rest[..<end]) else { return nil }
        host = authority.host.lowercased()
        port = authority.port ?? (isSecure ? 443 : 80)
        let tail = rest[end...].prefix { $0 != "#" }
        target = tail.hasPrefix("/") ? String(tail) : "/" + tail
    }

    /// The address that a `Location` or `Link` header means, seen from this one.
    ///
    /// - Returns: `nil` where the text is malformed or empty.
    func resolving(_ reference: some StringProtocol) -> WebAddress? {
        let text = String(reference.prefix { $0 != "#" })
        guard !text.isEmpty, text.utf8.count <= 16384, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        if text.hasPrefix("//") { return WebAddress((isSecure ? "https:" : "http:") + text) }
        if Self.hasScheme(text) { return WebAddress(text) }
        var result = self
        if text.hasPrefix("/") {
            result.target = text
        } else if text.hasPrefix("?") {
            result.target = path + text
        } else {
            let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
            result.target = Self.withoutDots(folder + text)
        }
        return result
    }

    /// The same address with one more item in its query.
    ///
    /// `name` and `value` have to be free of characters with a meaning in queries.
    func adding(_ name: String, _ value: String) -> WebAddress {
        var result = self
        let separator = !target.contains("?") ? "?" : target.hasSuffix("?") || target.hasSuffix("&") ? "" : "&"
        result.target += separator + name + "=" + value
        return result
    }

    private static func hasScheme(_ text: String) -> Bool {
        guard let colon = text.firstIndex(of: ":"), let first = text.first, first.isLetter else { return false }
        return text[..<colon].allSatisfy { $0.isLetter || $0.isNumber || "+-.".contains($0) }
    }

    private static func authority(_ text: Substring) -> (host: String, port: Int?)? {
        guard !text.contains("@") else { return nil }
        var name = text
        var portText: Substring?
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            name = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard name.contains(":"), name.allSatisfy({ $0.isHexDigit || ":.".contains($0) }),
                rest.isEmpty || rest.hasPrefix(":")
            else { return nil }
            portText = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = text.firstIndex(of: ":") {
            name = text[..<colon]
            portText = text[text.index(after: colon)...]
        }
        let isName = name.contains(":") || name.allSatisfy { $0.isLetter || $0.isNumber || "-._".contains($0) }
        guard !name.isEmpty, isName else { return nil }
        guard let portText, !portText.isEmpty else { return (String(name), nil) }
        guard portText.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(portText),
            (1...65535).contains(port)
        else { return nil }
        return (String(name), port)
    }

    /// RFC 3986 § 5.2.4 for the path; the query stays as it is.
    private static func withoutDots(_ target: String) -> String {
        let path = target.prefix { $0 != "?" }
        var parts: [Substring] = []
        let components = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, part) in components.enumerated() {
            let isLast = index == components.count - 1
            switch part {
            case ".": if isLast { parts.append("") }
            case "..":
                _ = parts.popLast()
                if isLast { parts.append("") }
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/") + target[path.endIndex...]
    }
}
