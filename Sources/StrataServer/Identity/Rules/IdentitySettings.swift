import HTTPTypes

/// What decides who is let in.
package struct IdentitySettings: Sendable, Hashable {
    /// Whether the server listens on this machine alone.
    package var isLoopback: Bool
    /// Whether anyone who reaches the server may use it while there are no keys.
    package var isInsecure: Bool
    /// Whether all requests come through a proxy, whose `X-Forwarded-*` fields are true.
    package var isBehindProxy: Bool

    /// Describes a server.
    package init(isLoopback: Bool, isInsecure: Bool = false, isBehindProxy: Bool = false) {
        self.isLoopback = isLoopback
        self.isInsecure = isInsecure
        self.isBehindProxy = isBehindProxy
    }

    /// Who is let in while there are no keys.
    var whileWithoutKeys: Openness {
        if isInsecure { return .toAnyone }
        // What a proxy passes on may come from anywhere.
        return isLoopback && !isBehindProxy ? .toThisMachine : .closed
    }

    /// Who is let in without a key.
    enum Openness: Sendable, Hashable {
        /// Whoever reaches the server.
        case toAnyone
        /// Who asks for the server by a name that only this machine has.
        case toThisMachine
        /// Nobody.
        case closed
    }
}

extension IdentitySettings {
    /// Whether the browser speaks TLS to the proxy before this server, which speaks none itself.
    ///
    /// Of several proxies the last one's word counts.
    func isSecure(_ fields: HTTPFields) -> Bool {
        guard isBehindProxy, let said = fields.value(named: "X-Forwarded-Proto")?.split(separator: ",").last else {
            return false
        }
        return said.lowercased().filter { $0 != " " } == "https"
    }
}
