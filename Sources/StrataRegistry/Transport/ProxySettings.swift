/// Which requests go through a proxy, as `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` say.
///
/// This machine is never asked for through a proxy.
struct ProxySettings: Sendable {
    /// A proxy.
    struct Proxy: Sendable, Hashable {
        var host: String
        var port: Int
        var isSOCKS = false
        /// The user and password, joined and in Base64, or `nil`.
        var credentials: Secret?
    }

    /// A variable whose value is no proxy's URL.
    struct Malformed: Error {
        /// The variable's name; its value may hold a password.
        var variable: String
    }

    private var secure: Result<Proxy?, Malformed>
    private var plain: Result<Proxy?, Malformed>
    private var exceptions: ProxyExceptions

    init(environment: [String: String]) {
        func value(_ names: [String]) -> (name: String, text: String)? {
            names.lazy.compactMap { name in environment[name].flatMap { $0.isEmpty ? nil : (name, $0) } }.first
        }
        // In a CGI program HTTP_PROXY is what a client sent as its `Proxy` header (CVE-2016-5385).
        let plainNames = environment["REQUEST_METHOD"] == nil ? ["HTTP_PROXY", "http_proxy"] : ["http_proxy"]
        secure = Self.parse(value(["HTTPS_PROXY", "https_proxy"]))
        plain = Self.parse(value(plainNames))
        exceptions = ProxyExceptions(value(["NO_PROXY", "no_proxy"])?.text ?? "")
    }

    /// The proxy for an address, or `nil` where it is asked directly.
    ///
    /// - Throws: ``Malformed`` where the variable that counts for it has no proxy's URL.
    func proxy(for address: WebAddress) throws(Malformed) -> Proxy? {
        if exceptions.contains(host: address.host, port: address.port) { return nil }
        return try (address.isSecure ? secure : plain).get()
    }

    private static func parse(_ variable: (name: String, text: String)?) -> Result<Proxy?, Malformed> {
        guard let variable else { return .success(nil) }
        let malformed = Malformed(variable: variable.name)
        var rest = variable.text[...]
        var isSOCKS = false
        if let end = rest.range(of: "://") {
            switch rest[..<end.lowerBound].lowercased() {
            case "http": break
            case "socks5", "socks5h": isSOCKS = true
            default: return .failure(malformed)
            }
            rest = rest[end.upperBound...]
        }
        rest = rest.prefix { $0 != "/" }
        var credentials: Secret?
        if let at = rest.lastIndex(of: "@") {
            guard let pair = PercentEncoding.decode(rest[..<at]) else { return .failure(malformed) }
            credentials = Secret(Base64.encode(Array((pair.contains(":") ? pair : pair + ":").utf8)))
            rest = rest[rest.index(after: at)...]
        }
        guard let address = WebAddress("http://" + rest) else { return .failure(malformed) }
        let isPortWritten = address.port != 80 || rest.hasSuffix(":80")
        let port = isPortWritten ? address.port : isSOCKS ? 1080 : 80
        return .success(Proxy(host: address.host, port: port, isSOCKS: isSOCKS, credentials: credentials))
    }
}

extension StringProtocol {
    /// The first place where a text stands.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
