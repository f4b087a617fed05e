import NIOHTTP1

extension StrataClient {
    /// The variable that names a file with certificate authorities.
    package static let certificatesVariable = "STRATA_CA_FILE"

    /// Prepares a client for an address that was set somewhere.
    ///
    /// - Parameters:
    ///   - address: What was set.
    ///   - source: Where, for errors: `STRATA_API_ADDRESS`.
    ///   - apiKey: The key, if one is set.
    ///   - environment: The process's environment.
    /// - Throws: ``ClientError`` where something is not usable; it says where that was set.
    package init(
        configured address: String,
        from source: String,
        apiKey: String?,
        environment: [String: String]
    ) throws(ClientError) {
        do {
            try self.init(
                ServerAddress(address),
                apiKey: apiKey,
                certificateAuthorityPath: environment[Self.certificatesVariable].flatMap { $0.isEmpty ? nil : $0 }
            )
        } catch {
            guard error.code == .configuration, error.message.contains("no address") else { throw error }
            throw ClientError(error.code, "\(source): \(error.message)", remedy: error.remedy)
        }
    }

    /// Asks whether the server is there and of a version that can be spoken with.
    ///
    /// - Throws: ``ClientError`` or `Problem`; does not wait long.
    package func greet() async throws {
        var call = Call(.GET, "version")
        call.patience = .seconds(2)
        call.deadline = .seconds(10)
        try await exchange(call) { await $0.drain() }
    }
}
