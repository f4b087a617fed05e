/// Tells requests that pages of this server make from those that pages of other sites make a browser send.
enum CrossSiteRule {
    /// What browsers say of where a request comes from.
    struct Signs: Sendable, Hashable {
        /// `Sec-Fetch-Site`.
        var fetchSite: String?
        /// `Origin`.
        var origin: String?
        /// The host and port that the request names.
        var authority: String?
    }

    /// Whether the request comes from a page of this server, from the browser's user, or from no browser.
    ///
    /// `Sec-Fetch-Site` counts where it is there, as it says what a proxy may hide by changing the host; scripts cannot
    /// set it. Programs send neither field.
    static func allows(_ signs: Signs) -> Bool {
        if let site = signs.fetchSite { return site == "same-origin" || site == "none" }
        guard let origin = signs.origin else { return true }
        guard let authority = signs.authority, let (scheme, named) = split(origin) else { return false }
        return normal(named, scheme) == normal(authority, scheme)
    }

    /// Whether the method changes nothing (RFC 9110 § 9.2.1).
    static func isSafe(_ method: String) -> Bool {
        ["GET", "HEAD", "OPTIONS", "TRACE"].contains(method)
    }

    private static func split(_ origin: String) -> (scheme: Substring, authority: Substring)? {
        for scheme in ["http", "https"] where origin.hasPrefix(scheme + "://") {
            return (scheme[...], origin.dropFirst(scheme.count + 3))
        }
        return nil
    }

    /// In lower case, without the port that the scheme has by default.
    private static func normal(_ authority: some StringProtocol, _ scheme: Substring) -> String {
        let text = authority.lowercased()
        let port = scheme == "https" ? ":443" : ":80"
        return text.hasSuffix(port) ? String(text.dropLast(port.count)) : text
    }
}
