import Crypto
import FoundationEssentials

/// Ties the form of the sign-in page to the browser that asked for it, before there is a session.
///
/// The browser has a random text in a cookie; the form has that text's HMAC under the server's secret. A page of another site
/// can make a browser send the form, but knows neither.
enum SignInToken {
    /// The cookie's name.
    static let cookieName = "strata_sign_in"

    /// A new text for the cookie.
    static func newCookie() -> String {
        Base64URL.encode(RandomBytes.make(32))
    }

    /// What stands in the form beside that cookie.
    static func formToken(for cookie: String, _ secret: ServerSecret) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(cookie.utf8), using: secret.key(for: .signInToken))
        return Base64URL.encode(Array(code))
    }

    /// Whether the form came from the page that this browser was given.
    static func matches(_ token: String?, cookie: String?, _ secret: ServerSecret) -> Bool {
        guard let token, let cookie, isWellFormed(cookie) else { return false }
        return ConstantTime.areEqual(token, formToken(for: cookie, secret))
    }

    /// Whether a cookie could be one of ours.
    static func isWellFormed(_ cookie: String) -> Bool {
        cookie.utf8.count == 43 && Base64URL.decode(cookie) != nil
    }
}
