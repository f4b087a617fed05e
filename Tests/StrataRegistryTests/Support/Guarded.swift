import StrataRegistry
import StrataTestSupport

/// A registry that lets in one user.
func withLogin(_ body: @escaping @Sendable (RegistryFixture) async throws -> Void) async throws {
    var options = RegistryFixture.Options()
    options.needsLogin = true
    try await RegistryFixture.run(options, body)
}

/// A registry behind a guard that wants tokens.
func withTokens(
    _ authority: TokenAuthority,
    _ resolver: CredentialResolver,
    registry: RegistryFixture? = nil,
    _ body: @escaping @Sendable (RegistryClient, FaultProxy) async throws -> Void
) async throws {
    let run = { @Sendable (registry: RegistryFixture) in
        try await FaultProxy.run(upstream: registry.port, authority: authority) { proxy in
            try await RegistryClient.withClient(.tests(), credentials: resolver) { try await body($0, proxy) }
        }
    }
    if let registry { try await run(registry) } else { try await RegistryFixture.run { try await run($0) } }
}
