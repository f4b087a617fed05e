import Foundation
import StrataTestSupport
import Testing

/// `strata server start`, `status` and `stop`, as a user gives them.
@Suite("A server in the background", .serialized, .timeLimit(.minutes(5)))
struct ServerCommandTests {
    private static func strata(_ home: String, _ arguments: String...) async throws -> ProgramOutcome {
        let program = try #require(builtProgram("strata"))
        let environment: [String: String?] = ["STRATA_HOME": home, "NO_COLOR": "1", "STRATA_API_ADDRESS": nil]
        return try await runProgram([program, "server"] + arguments, environment: environment)
    }

    @Test("starts, says how it is, is not started twice, and stops")
    func life() async throws {
        try await withTemporaryFolder { home in
            let none = try await Self.strata(home, "status")
            #expect(none.exitCode == 1 && none.errors.contains("no server runs on \(home)"), "\(none.errors)")
            #expect(try await Self.strata(home, "stop").exitCode == 0)

            let started = try await Self.strata(home, "start", "--port", "0")
            #expect(started.exitCode == 0 && started.output.contains("http://127.0.0.1:"), "\(started.errors)")
            let again = try await Self.strata(home, "start", "--port", "0")
            #expect(again.exitCode == 0 && again.output == started.output)

            let status = try await Self.strata(home, "status", "--json")
            let said = try JSONDecoder().decode(Status.self, from: Data(status.output.utf8))
            #expect(status.exitCode == 0 && said.isRunning && said.isReady == true && said.home == home)
            #expect(started.output.contains(try #require(said.address)))
            #expect(try await Self.strata(home, "status").output.contains("ready"))

            let stopped = try await Self.strata(home, "stop")
            #expect(stopped.exitCode == 0 && stopped.output.contains("Stopped the server"), "\(stopped.errors)")
            let after = try await Self.strata(home, "status", "--json")
            #expect(after.exitCode == 1)
            #expect(try JSONDecoder().decode(Status.self, from: Data(after.output.utf8)).isRunning == false)
            let log = try String(contentsOfFile: home + "/server/log", encoding: .utf8)
            #expect(log.contains("Strata is at") && log.contains("path=/readyz"))
        }
    }

    @Test("that cannot start says why, in the words of its log")
    func failures() async throws {
        try await withTemporaryFolder { home in
            try await withTemporaryFolder { other in
                let first = try await Self.strata(other, "start", "--port", "0", "--json")
                let said = try JSONDecoder().decode(Status.self, from: Data(first.output.utf8))
                let port = try #require(said.address?.split(separator: ":").last.map(String.init))
                let taken = try await Self.strata(home, "start", "--port", port)
                _ = try await Self.strata(other, "stop")
                #expect(taken.exitCode == 1)
                #expect(taken.errors.contains("another program does"), "\(taken.errors)")
                #expect(taken.errors.contains("server/log"), "\(taken.errors)")
            }
            let open = try await Self.strata(home, "start", "--host", "0.0.0.0", "--port", "0")
            #expect(open.exitCode == 1 && open.errors.contains("--insecure"), "\(open.errors)")
            let wrong = try await Self.strata(home, "--port", "70000")
            #expect(wrong.exitCode == 2 && wrong.errors.contains("65535"), "\(wrong.errors)")
            let folder = try await Self.strata("/proc/none", "start")
            #expect(folder.exitCode == 1 && folder.errors.contains("/proc/none"), "\(folder.errors)")
        }
    }

    private struct Status: Decodable {
        var isRunning: Bool
        var isReady: Bool?
        var address: String?
        var home: String
    }
}
