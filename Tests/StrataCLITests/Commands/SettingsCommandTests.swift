import Foundation
import StrataTestSupport
import Testing

@testable import StrataCommands

@Suite(.timeLimit(.minutes(10))) struct SettingsCommandTests {
    @Test("settings are set, told, listed with where they come from, and taken away")
    func all() async throws {
        try await withTemporaryFolder { home in
            var strata = CommandLineTool(home: home)
            let path = home + "/settings.json"
            #expect(try await strata.run("settings", "set", "apiAddress", "http://127.0.0.1:1").exitCode == 0)
            let set = try await strata.run("settings", "set", "apiKey", "strata_secret")
            #expect(set.exitCode == 0)
            #expect(set.errors == "Set apiKey in \(path).\n")
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try await strata.run("settings", "get", "apiKey").output == "strata_secret\n")
            let list = try await strata.run("settings", "list")
            #expect(
                list.output == """
                    KEY         VALUE               FROM
                    apiAddress  http://127.0.0.1:1  \(path)
                    apiKey      (not shown)         \(path)

                    """
            )
            strata.address = "http://127.0.0.1:2"
            let json = try await strata.run("settings", "list", "--json")
            #expect(json.output.contains("\"source\" : \"STRATA_API_ADDRESS\""))
            #expect(json.output.contains("http://127.0.0.1:2"))
            #expect(!json.output.contains("secret"))
            let over = try await strata.run("settings", "set", "apiAddress", "http://127.0.0.1:3")
            #expect(over.errors.contains("STRATA_API_ADDRESS is set as well, and takes precedence."))
            strata.address = nil
            #expect(try await strata.run("settings", "get", "apiAddress").output == "http://127.0.0.1:3\n")
            #expect(try await strata.run("settings", "unset", "apiAddress").exitCode == 0)
            let gone = try await strata.run("settings", "get", "apiAddress")
            #expect(gone.exitCode == 1)
            #expect(gone.errors.contains("apiAddress is not set."))
            #expect(try await strata.run("settings", "unset", "apiAddress").exitCode == 0)
        }
    }

    @Test(
        "what is no setting or no value is refused with words, and changes nothing",
        arguments: [
            (["set", "color", "red"], 2, "apiAddress"), (["set", "apiAddress", "localhost"], 1, "http://host:port"),
            (["set", "apiKey", "two words"], 1, "API key"), (["set", "apiKey"], 2, "value"),
            (["get", "nothing"], 2, "'nothing' is no setting"),
        ]
    )
    func refused(_ arguments: [String], _ code: Int32, _ words: String) async throws {
        try await withTemporaryFolder { home in
            let outcome = try await CommandLineTool(home: home).run(["settings"] + arguments)
            #expect(outcome.exitCode == code)
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            let left = try FileManager.default.contentsOfDirectory(atPath: home)
            #expect(left.isEmpty)
        }
    }

    @Test("a key is read from standard input")
    func standardInput() async throws {
        try await withTemporaryFolder { home in
            let program = try #require(builtProgram("strata"))
            let outcome = try await runProgram(
                ["sh", "-c", "echo ' strata_piped ' | \"$0\" settings set apiKey -", program],
                environment: ["STRATA_HOME": home]
            )
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(try await CommandLineTool(home: home).run("settings", "get", "apiKey").output == "strata_piped\n")
        }
    }
}
