import NIOHTTP1
public import StrataAPI

extension StrataClient {
    /// All keys, the newest first.
    ///
    /// Needs the scope `admin`.
    public func keys() async throws -> [APIKey] {
        try await json(Call(.GET, "keys"))
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
