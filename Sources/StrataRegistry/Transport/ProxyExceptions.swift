/// What `NO_PROXY` says: hosts that are asked directly.
///
/// Elements are divided by commas: `*`, `host`, `.domain` and `*.domain` (the domain's hosts), `host:port`, an address or a
/// range of addresses, `10.0.0.0/8`. A plain name means the host and all below it, as with curl and Go.
struct ProxyExceptions: Sendable, Hashable {
    private enum Rule: Sendable, Hashable {
        case all
        case name(String, includesItself: Bool, port: Int?)
        case range(IPAddress, bits: Int, port: Int?)
    }

    private var rules: [Rule]

    init(_ text: String) {
        rules = text.split { $0 == "," || $0.isWhitespace }.compactMap { Self.rule($0.lowercased()) }
    }

    /// Whether a host is asked directly.
    ///
    /// Loopback always is.
    func contains(host: String, port: Int) -> Bool {
        let address = IPAddress(host)
        if host == "localhost" || host.hasSuffix(".localhost") || address?.isLoopback == true { return true }
        return rules.contains { rule in
            switch rule {
            case .all: true
            case .name(let name, let includesItself, let only):
                (only == nil || only == port) && (includesItself && host == name || host.hasSuffix("." + name))
            case .range(let range, let bits, let only):
                (only == nil || only == port) && address.map { range.shares(bits, with: $0) } ?? false
            }
        }
    }

    private static func rule(_ text: String) -> Rule? {
        if text == "*" { return .all }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, let base = IPAddress(String(parts[0])), let bits = Int(parts[1]),
            (0...base.bytes.count * 8).contains(bits)
        {
            return .range(base, bits: bits, port: nil)
        }
        if let address = IPAddress(text) { return .range(address, bits: address.bytes.count * 8, port: nil) }
        guard let (host, port) = split(text) else { return nil }
        if let address = IPAddress(host) { return .range(address, bits: address.bytes.count * 8, port: port) }
        let isDomain = host.hasPrefix(".") || host.hasPrefix("*.")
        let name = host.hasPrefix("*.") ? host.dropFirst(2) : host.hasPrefix(".") ? host.dropFirst() : host[...]
        return name.isEmpty ? nil : .name(String(name), includesItself: !isDomain, port: port)
    }

    private static func split(_ text: String) -> (host: String, port: Int?)? {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let host = String(text[text.index(after: text.startIndex)..<end])
            let rest = text[text.index(after: end)...]
            return rest.isEmpty ? (host, nil) : Int(rest.dropFirst()).map { (host, $0) }
        }
        guard let colon = text.lastIndex(of: ":") else { return (text, nil) }
        guard let port = Int(text[text.index(after: colon)...]) else { return nil }
        return (String(text[..<colon]), port)
    }
}
