/// The value of a `Set-Cookie` field, always with `HttpOnly`.
struct SetCookie: Sendable, Hashable {
    /// Which requests from other sites carry a cookie.
    enum SameSite: String, Sendable {
        /// Links alone, so that a link to a page finds whoever follows it signed in.
        case lax = "Lax"
        /// None.
        case strict = "Strict"
    }

    /// The name.
    var name: String
    /// The value: characters of base64url and dots.
    var value: String
    /// The addresses that get it.
    var path = "/"
    /// Seconds for which the browser keeps it; 0 removes it.
    var maxAge: Int64
    /// Whether it is sent over TLS alone.
    var isSecure: Bool
    /// Which requests from other sites carry it.
    var sameSite: SameSite = .lax

    /// The field's value.
    var text: String {
        let secure = isSecure ? "; Secure" : ""
        return "\(name)=\(value); Path=\(path); Max-Age=\(maxAge); HttpOnly; SameSite=\(sameSite.rawValue)\(secure)"
    }
}
