import HTTPTypes
import Hummingbird
import StrataAPI
import StrataModel

/// Headers that every answer has.
enum ResponseHeaders {
    /// What pages may load: what comes from this server, and nothing inline.
    package static let pagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    /// For everything that is no page: nothing may be loaded or executed, should a browser show it.
    package static let dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox"

    private static let fixed: [(HTTPField.Name?, String)] = [
        (.xContentTypeOptions, "nosniff"),
        (HTTPField.Name("Referrer-Policy"), "same-origin"),
        (HTTPField.Name("X-Frame-Options"), "DENY"),
        (HTTPField.Name("Cross-Origin-Opener-Policy"), "same-origin"),
        (HTTPField.Name("Cross-Origin-Resource-Policy"), "same-origin"),
        (ClientVersion.serverHeader, StrataVersion.current),
    ]

    /// Adds what is not there yet.
    static func complete(_ response: inout Response, _ requestID: String) {
        for case (let name?, let value) in fixed where response.headers[name] == nil { response.headers[name] = value }
        if let header = RequestID.header { response.headers[header] = requestID }
        if response.headers[.contentSecurityPolicy] == nil {
            let isPage = response.headers[.contentType]?.hasPrefix("text/html") ?? false
            response.headers[.contentSecurityPolicy] = isPage ? pagePolicy : dataPolicy
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    }
}
