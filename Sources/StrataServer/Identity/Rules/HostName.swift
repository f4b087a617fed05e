/// Judges the host that a request names.
enum HostName {
    /// Whether an authority such as `localhost:7870` names this machine and cannot name another.
    ///
    /// A page of another site can have its own name lead to 127.0.0.1 and then read what an open server answers
    /// ("DNS rebinding"); but the browser still sends that name.
    static func isLoopback(_ authority: String?) -> Bool {
        guard let host = host(of: authority ?? "") else { return false }
        return host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" || isLoopbackAddress(host)
    }

    /// The host without its port, in lower case and without the dot that may end it; `nil` where there is none.
    static func host(of authority: String) -> String? {
        guard !authority.utf8.contains(UInt8(ascii: "@")) else { return nil }
        var host = authority.lowercased()[...]
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return nil }
            let rest = host[host.index(after: end)...]
            guard isPort(rest) else { return nil }
            return String(host[...end])
        }
        if let colon = host.firstIndex(of: ":") {
            guard isPort(host[colon...]) else { return nil }
            host = host[..<colon]
        }
        if host.hasSuffix(".") { host.removeLast() }
        return host.isEmpty ? nil : String(host)
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || text.first == ":" && text.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func isLoopbackAddress(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt8(part) != nil
            }
    }
}
