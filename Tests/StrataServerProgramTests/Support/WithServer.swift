import StrataTestSupport

/// Runs `body` with a server on a new store, and holds the server to being there afterwards.
func withServer<Result: Sendable>(
    _ options: ServerProgram.Options = ServerProgram.Options(),
    _ body: @escaping @Sendable (ServerProgram) async throws -> Result
) async throws -> Result {
    try await withTemporaryFolder { home in
        try await ServerProgram.run(home: home, options: options) { server in
            let result = try await body(server)
            let answer = try await server.send("GET", "/readyz")
            guard answer.status == 200 else { throw NotReady(text: "\(answer.status) \(answer.text)") }
            return result
        }
    }
}

/// A server that no longer works.
private struct NotReady: Error {
    var text: String
}
