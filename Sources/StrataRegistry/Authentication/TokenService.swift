import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// The server that a `Bearer` challenge names.
struct TokenService: Sendable, Hashable {
    var realm: WebAddress
    var service: String?

    /// The request for a token.
    func call(scopes: [String], credential: Credential) -> HTTPCall {
        switch credential.kind {
        case .identityToken(let token): refresh(scopes, token)
        case .anonymous, .registryToken: fetch(scopes, authorization: nil)
        case .password(let user, let password):
            fetch(scopes, authorization: "Basic " + Base64.encode(Array("\(user):\(password.revealed)".utf8)))
        }
    }

    private func fetch(_ scopes: [String], authorization: String?) -> HTTPCall {
        var address = realm
        if let service { address = address.adding("service", PercentEncoding.encode(service)) }
        for scope in scopes { address = address.adding("scope", PercentEncoding.encode(scope)) }
        var call = HTTPCall(method: .GET, address: address)
        if let authorization { call.headers.add(name: "authorization", value: authorization) }
        return call
    }

    /// The form that changes a refresh token for another.
    ///
    /// https://distribution.github.io/distribution/spec/auth/oauth/
    private func refresh(_ scopes: [String], _ token: Secret) -> HTTPCall {
        var fields = [("grant_type", "refresh_token"), ("client_id", "strata"), ("refresh_token", token.revealed)]
        if let service { fields.append(("service", service)) }
        if !scopes.isEmpty { fields.append(("scope", scopes.joined(separator: " "))) }
        let form = fields.map { $0.0 + "=" + PercentEncoding.encode($0.1) }.joined(separator: "&")
        var call = HTTPCall(
            method: .POST,
            address: realm,
            headers: ["content-type": "application/x-www-form-urlencoded"]
        )
        call.body = { .bytes(ByteBuffer(string: form)) }
        return call
    }
}
