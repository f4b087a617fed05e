import Foundation
import StrataTestSupport
import Testing

/// Keys, made and revoked with the built command line.
enum ServerKeys {
    /// Makes a key for a store; the server on it need not run.
    ///
    /// - Returns: The key's text.
    static func make(_ scope: String, in home: String, _ arguments: String...) async throws -> String {
        let outcome = try await run(["create", "--name", "\(scope) for tests", "--scope", scope] + arguments, in: home)
        let match = try #require(outcome.output.firstMatch(of: /strata_[0-9a-f]{8}_[A-Za-z0-9_-]{43}/), "\(outcome)")
        return String(match.output)
    }

    /// Revokes one.
    static func revoke(_ key: String, in home: String) async throws {
        let outcome = try await run(["revoke", String(key.dropFirst(7).prefix(8))], in: home)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
    }

    private static func run(_ arguments: [String], in home: String) async throws -> ProgramOutcome {
        let program = try #require(builtProgram("strata"))
        let environment: [String: String?] = ["STRATA_HOME": home, "STRATA_API_ADDRESS": nil, "NO_COLOR": "1"]
        return try await runProgram([program, "server", "keys"] + arguments, environment: environment)
    }
}
