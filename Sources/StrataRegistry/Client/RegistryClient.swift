import StrataOCI
import Synchronization

/// A client of container registries, as the distribution specification 1.1 has them.
///
/// https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md. Connections are made when first needed, kept and
/// used again; failures that pass are met by repeating, as ``RetryPolicy`` says; every byte that is read is held against the
/// digest it was asked for by. All methods may be called at once and stop when their task is canceled. Failures are
/// ``RegistryError``s, apart from `CancellationError`.
public final class RegistryClient: Sendable {
    let exchange: Exchange
    private let gates = Mutex<[RegistryHost: Gate]>([:])

    private init(_ exchange: Exchange) {
        self.exchange = exchange
    }

    /// Runs `body` with a client, and closes the client's connections afterwards, whatever happened.
    ///
    /// - Parameters:
    ///   - options: How registries are spoken to.
    ///   - credentials: Where credentials are looked for once a registry asks for some.
    ///   - body: What the client is for. It must not keep the client.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws.
    nonisolated(nonsending) public static func withClient<Result>(
        _ options: RegistryClientOptions,
        credentials: CredentialResolver,
        body: nonisolated(nonsending) (RegistryClient) async throws -> Result
    ) async throws -> Result {
        let transport = Transport(options)
        let sender = Sender(transport: transport, options: options)
        let authenticator = Authenticator(resolver: credentials, sender: sender)
        let client = RegistryClient(Exchange(sender: sender, authenticator: authenticator))
        do {
            let result = try await body(client)
            await transport.shutdown()
            return result
        } catch {
            await transport.shutdown()
            throw error
        }
    }

    var options: RegistryClientOptions { exchange.options }

    /// The gate that limits the requests to a registry.
    private func gate(_ host: RegistryHost) -> Gate {
        gates.withLock { gates in
            if let gate = gates[host] { return gate }
            let gate = Gate(places: options.options(for: host).concurrency)
            gates[host] = gate
            return gate
        }
    }

    /// Does something that sends one request at a time to a registry.
    nonisolated(nonsending) func hold<Result>(
        _ host: RegistryHost,
        _ body: nonisolated(nonsending) () async throws -> Result
    ) async throws -> Result {
        try await gate(host).hold(body)
    }

    /// Does something that reads from one registry while it writes to another, or to the same.
    ///
    /// Places are always taken in the order of names, so that two copies in opposite directions cannot wait for each other.
    nonisolated(nonsending) func hold<Result>(
        _ first: RegistryHost,
        _ second: RegistryHost,
        _ body: nonisolated(nonsending) () async throws -> Result
    ) async throws -> Result {
        if first == second { return try await gate(first).hold(places: 2, body) }
        let (low, high) = first.text < second.text ? (first, second) : (second, first)
        return try await gate(low).hold { try await gate(high).hold(body) }
    }

    /// The registries to read from: mirrors, then the registry itself.
    func sources(_ host: RegistryHost) -> [RegistryHost] {
        options.options(for: host).mirrors.filter { $0 != host } + [host]
    }

    /// Reads from the first registry that can: mirrors, then the registry itself.
    ///
    /// - Throws: What the registry itself said, with notes of what the mirrors said.
    nonisolated(nonsending) func read<Result>(
        from host: RegistryHost,
        _ body: nonisolated(nonsending) (RegistryHost) async throws -> Result
    ) async throws -> Result {
        var notes: [String] = []
        for mirror in sources(host).dropLast() {
            do {
                return try await body(mirror)
            } catch let error as RegistryError {
                notes.append("mirror \(mirror): \(error.problem)")
            }
        }
        do {
            return try await body(host)
        } catch var error as RegistryError {
            error.notes = notes
            throw error
        }
    }
}
