import Foundation
import StrataAPI
import StrataModel
import StrataTestSupport

/// The built example, run as a user runs it.
enum DigitsProgram {
    /// Runs it to its end, recorded on a server.
    ///
    /// - Parameters:
    ///   - server: The server.
    ///   - arguments: The program's arguments.
    ///   - succeeds: Whether it is to.
    /// - Returns: The pipeline run.
    /// - Throws: ``Failure`` where it is not built, or ends otherwise.
    static func run(
        on server: ServerProgram,
        _ arguments: String...,
        succeeds: Bool = true
    ) async throws -> PipelineRunID {
        guard let program = builtProgram("Digits") else {
            throw Failure(
                description: """
                    The example is not built beside these tests. Build it: \
                    swift build --package-path Examples/Digits --scratch-path .build
                    """
            )
        }
        return try await withTemporaryFolder { home in
            let outcome = try await runProgram(
                [program, "--quiet", "--json"] + arguments,
                in: home,
                environment: ["STRATA_HOME": home, "STRATA_API_ADDRESS": server.address]
            )
            guard (outcome.exitCode == 0) == succeeds,
                let id = try? JSONDecoder().decode(Summary.self, from: Data(outcome.output.utf8)).id
            else {
                throw Failure(description: "Digits ended with \(outcome.exitCode): \(outcome.errors)\(outcome.output)")
            }
            return id
        }
    }

    private struct Summary: Decodable {
        var id: PipelineRunID
    }

    /// The example did not do what it should.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }
}
