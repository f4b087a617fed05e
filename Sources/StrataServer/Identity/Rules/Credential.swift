import FoundationEssentials
import HTTPTypes
import Hummingbird

/// What a request shows to say who asks.
enum Credential: Sendable, Hashable {
    /// Nothing.
    case none
    /// A key.
    case key(KeySecret)
    /// What begins as a worker's token does.
    case token(String)
    /// A browser's cookie.
    case session(SessionCookie)
    /// An `Authorization` field without a key in it.
    case malformed

    /// Reads it from a request's fields; `Authorization` comes before cookies, which a browser sends by itself.
    init(_ fields: HTTPFields) {
        if let text = fields[.authorization] {
            self = Self.authorization(text)
        } else if let value = Self.cookie(SessionCookie.name, in: fields).flatMap(SessionCookie.init) {
            self = .session(value)
        } else {
            self = .none
        }
    }

    /// The value of a cookie.
    static func cookie(_ name: String, in fields: HTTPFields) -> String? {
        Cookies(from: fields[values: .cookie])[name]?.value
    }

    /// `Bearer <key>`, or `Basic` with the key as password, or as user with no password, as curl and git send it.
    private static func authorization(_ text: String) -> Credential {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return .malformed }
        let value = parts[1].filter { $0 != " " }
        switch parts[0].lowercased() {
        case "bearer": return secret(value)
        case "basic":
            guard let data = Data(base64Encoded: value) else { return .malformed }
            let pair = String(decoding: data, as: UTF8.self).split(
                separator: ":",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            guard let user = pair.first, let password = pair.last else { return .malformed }
            return secret(String(password.isEmpty ? user : password))
        default: return .malformed
        }
    }

    private static func secret(_ text: String) -> Credential {
        if text.hasPrefix(AttemptToken.prefix) { return .token(text) }
        return KeySecret(text).map(Credential.key) ?? .malformed
    }
}
