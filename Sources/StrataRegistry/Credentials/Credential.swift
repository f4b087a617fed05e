/// What opens a registry, and where it was found.
public struct Credential: Sendable, Hashable {
    /// The kinds of credentials.
    public enum Kind: Sendable, Hashable {
        /// There are none.
        case anonymous
        /// A user's name and password.
        case password(user: String, Secret)
        /// A token for which the token server gives others (OAuth 2's refresh token).
        case identityToken(Secret)
        /// A token for the registry itself.
        case registryToken(Secret)
    }

    /// The credential itself.
    public var kind: Kind
    /// Where it was found, in words for messages: `auths in /home/u/.docker/config.json`.
    public var origin: String

    /// Describes a credential.
    public init(_ kind: Kind, origin: String) {
        self.kind = kind
        self.origin = origin
    }

    /// No credentials.
    public static let anonymous = Credential(.anonymous, origin: "none: anonymous")

    var secrets: [Secret] {
        switch kind {
        case .anonymous: []
        case .password(let user, let password):
            [password, Secret(Base64.encode(Array("\(user):\(password.revealed)".utf8)))]
        case .identityToken(let token), .registryToken(let token): [token]
        }
    }

    var account: Account {
        Account(origin: origin, isAnonymous: kind == .anonymous, secrets: secrets)
    }
}
