import NIOHTTP1
import StrataOCI
import Synchronization

/// Finds out how each registry wants to be convinced, and keeps what convinced it.
///
/// Credentials are looked up when a registry first asks for some. Tokens are kept for each registry and set of scopes; one
/// task at a time fetches one, the others wait for it.
final class Authenticator: Sendable {
    private enum Scheme: Sendable, Hashable {
        case basic
        case bearer(TokenService)
    }

    private struct TokenKey: Sendable, Hashable {
        var registry: RegistryHost
        var account: ImageRepository?
        var scopes: [String]
    }

    private struct Refusal: Sendable {
        var error: RegistryError
        var end: ContinuousClock.Instant
    }

    private enum GateKey: Sendable, Hashable {
        case credential(RegistryHost)
        case token(TokenKey)
    }

    private struct State {
        var schemes: [RegistryHost: Scheme] = [:]
        var credentials: [ImageRepository: Credential] = [:]
        /// Credentials that serve every repository of a registry.
        var registryCredentials: [RegistryHost: Credential] = [:]
        var tokens: [TokenKey: BearerToken] = [:]
        /// What token servers refused just now: many waiting tasks must not lock an account by repeating it.
        var refusals: [TokenKey: Refusal] = [:]
        var gates: [GateKey: Gate] = [:]
    }

    private static let refusalLife: Duration = .seconds(5)

    private let resolver: CredentialResolver
    private let sender: Sender
    private let state = Mutex(State())

    init(resolver: CredentialResolver, sender: Sender) {
        self.resolver = resolver
        self.sender = sender
    }

    /// What a request carries before the registry has asked, from what it asked for earlier.
    ///
    /// - Returns: `nil` where nothing is known yet.
    func authorization(for call: RegistryCall) async throws -> Authorization? {
        guard let scheme = state.withLock({ $0.schemes[call.action.registry] }) else { return nil }
        return try await authorization(scheme, call, extraScopes: [], replacing: nil)
    }

    /// What a request carries after the registry has refused it with 401.
    ///
    /// - Returns: `nil` where there is nothing that has not been tried.
    func authorization(
        for call: RegistryCall,
        challenges headers: HTTPHeaders,
        refused: Authorization?
    ) async throws -> Authorization? {
        let challenges = headers["www-authenticate"].flatMap { Challenge.parse($0) }
        guard let (scheme, scopes) = try choose(challenges, for: call) else { return nil }
        state.withLock { $0.schemes[call.action.registry] = scheme }
        let authorization = try await authorization(scheme, call, extraScopes: scopes, replacing: refused)
        return authorization?.value == refused?.value ? nil : authorization
    }

    private func choose(_ challenges: [Challenge], for call: RegistryCall) throws -> (Scheme, [String])? {
        if let bearer = challenges.first(where: { $0.scheme == "bearer" }) {
            guard let text = bearer.parameters["realm"], let realm = WebAddress(text) else {
                throw call.action.error(
                    .protocolViolation,
                    "the registry asks for a token but names no server that gives one",
                    status: 401
                )
            }
            guard realm.isSecure || sender.options.isPlain(call.action.registry) else {
                throw call.action.error(
                    .protocolViolation,
                    "the registry sends for tokens to \(realm.origin), where credentials would cross the network in the clear",
                    status: 401,
                    remedy: "Have the registry name an https address as its token server's realm."
                )
            }
            let service = TokenService(realm: realm, service: bearer.parameters["service"])
            let scopes = bearer.parameters["scope"]?.split(separator: " ").map(String.init) ?? []
            return (.bearer(service), scopes)
        }
        return challenges.contains { $0.scheme == "basic" } ? (.basic, []) : nil
    }

    private func authorization(
        _ scheme: Scheme,
        _ call: RegistryCall,
        extraScopes: [String],
        replacing refused: Authorization?
    ) async throws -> Authorization? {
        let credential = try await credential(for: call, replacing: refused)
        if case .registryToken(let token) = credential.kind {
            return Authorization(scheme: "Bearer", value: token, account: credential.account)
        }
        switch scheme {
        case .basic: return basic(credential)
        case .bearer(let service):
            return try await token(service, call, credential, extraScopes: extraScopes, replacing: refused)
        }
    }

    private func basic(_ credential: Credential) -> Authorization? {
        guard case .password(let user, let password) = credential.kind else {
            return Authorization(scheme: "", value: Secret(""), account: credential.account)
        }
        let pair = Base64.encode(Array("\(user):\(password.revealed)".utf8))
        return Authorization(scheme: "Basic", value: Secret(pair), account: credential.account)
    }

    private func token(
        _ service: TokenService,
        _ call: RegistryCall,
        _ credential: Credential,
        extraScopes: [String],
        replacing refused: Authorization?
    ) async throws -> Authorization {
        let own = call.scopes.sorted().map(\.description)
        let key = TokenKey(registry: call.action.registry, account: call.account, scopes: own)
        if let known = try knownToken(key, credential, refused) { return known }
        return try await gate(.token(key)).hold {
            if let known = try knownToken(key, credential, refused) { return known }
            // What the registry names beside what we know it needs; a scope that ours contain is not asked for twice.
            let scopes = own + extraScopes.filter { extra in !own.contains { $0.hasPrefix(extra) } }
            do {
                let token = try await sender.token(service, scopes: scopes, credential: credential, action: call.action)
                state.withLock { $0.tokens[key] = token }
                return Authorization(scheme: "Bearer", value: token.value, account: credential.account)
            } catch let error as RegistryError where [.unauthorized, .forbidden].contains(error.code) {
                state.withLock { $0.refusals[key] = Refusal(error: error, end: .now + Self.refusalLife) }
                throw error
            }
        }
    }

    private func knownToken(
        _ key: TokenKey,
        _ credential: Credential,
        _ refused: Authorization?
    ) throws -> Authorization? {
        let (token, refusal) = state.withLock { ($0.tokens[key], $0.refusals[key]) }
        if let refusal, refusal.end > .now { throw refusal.error }
        guard let token, token.renewal > .now, token.value != refused?.value else { return nil }
        return Authorization(scheme: "Bearer", value: token.value, account: credential.account)
    }

    private func gate(_ key: GateKey) -> Gate {
        state.withLock { state in
            if let gate = state.gates[key] { return gate }
            let gate = Gate(places: 1)
            state.gates[key] = gate
            return gate
        }
    }

    /// The credential that counts for a request; looked up again where the one known was refused.
    private func credential(for call: RegistryCall, replacing refused: Authorization?) async throws -> Credential {
        let registry = call.action.registry
        let repository = call.account ?? ImageRepository(registry: registry, name: "")
        if let known = knownCredential(repository, refused) { return known }
        return try await gate(.credential(registry)).hold {
            if let known = knownCredential(repository, refused) { return known }
            do {
                let found = try await resolver.resolve(repository)
                state.withLock { state in
                    if found.isForWholeRegistry {
                        state.registryCredentials[registry] = found.credential
                    } else {
                        state.credentials[repository] = found.credential
                    }
                }
                return found.credential
            } catch let error as CredentialError {
                throw call.action.error(.credentials, error.problem, remedy: error.remedy)
            }
        }
    }

    private func knownCredential(_ repository: ImageRepository, _ refused: Authorization?) -> Credential? {
        let known = state.withLock { $0.registryCredentials[repository.registry] ?? $0.credentials[repository] }
        guard let known else { return nil }
        // Passwords of cloud registries live for hours: a helper may know a newer one. Tokens are renewed without.
        let isRefused = refused?.scheme == "Basic" && refused.map { known.secrets.contains($0.value) } == true
        return isRefused ? nil : known
    }
}
