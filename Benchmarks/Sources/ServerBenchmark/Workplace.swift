import Foundation

/// What all cases need.
struct Workplace: Sendable {
    /// The program that is measured.
    let program: String
    /// How long each load lasts.
    let seconds: Int

    /// Runs `body` with a server on a new store.
    func withServer<Result: Sendable>(
        _ body: @escaping @Sendable (ServerProgram) async throws -> Result
    ) async throws -> Result {
        try await withTemporaryFolder { home in
            var options = ServerProgram.Options()
            options.program = program
            return try await ServerProgram.run(home: home, options: options, body)
        }
    }
}

/// Why nothing can be measured.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
