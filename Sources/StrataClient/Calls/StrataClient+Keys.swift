import NIOHTTP1
public import StrataAPI
public import StrataModel

extension StrataClient {
    /// All keys, the newest first.
    ///
    /// Needs the scope `admin`.
    public func keys() async throws -> [APIKey] {
        try await json(Call(.GET, "keys"))
    }

    /// Makes a key; its secret is told this once.
    ///
    /// Made once only: where the answer is lost, there may be a key that nobody knows, which ``keys()`` lists. Needs the scope
    /// `admin`.
    public func createKey(_ request: KeyRequest) async throws -> IssuedKey {
        var call = Call(.POST, "keys").sending(try Self.encode(request))
        call.patience = .zero
        return try await json(call)
    }

    /// Makes a token with which a worker may report on one attempt of a run, and on nothing else.
    public func token(for run: RunID, attempt: Int32, expiresIn seconds: Int64) async throws -> IssuedToken {
        let request = TokenRequest(attempt: attempt, expiresInSeconds: seconds)
        return try await json(Call(.POST, "runs", "\(run)", "tokens").sending(try Self.encode(request)))
    }

    /// Revokes a key; one that is not there is no error.
    ///
    /// Needs the scope `admin`.
    public func revokeKey(_ id: String) async throws {
        var call = Call(.DELETE, "keys", id)
        call.accepted = [404]
        try await done(call)
    }

    /// The OpenAPI document of the server, as JSON.
    public func openAPI() async throws -> [UInt8] {
        let call = Call(.GET, "openapi.json")
        return try await exchange(call) { answer in
            guard let bytes = try await answer.bytes(limit: 16 << 20) else {
                throw ClientError(.malformedAnswer, "the OpenAPI document of \(address) is longer than 16 MiB.")
            }
            return bytes
        }
    }
}
