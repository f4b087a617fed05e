import Foundation
import StrataAPI
import StrataModel
import StrataServer
import StrataStore
import StrataTestSupport
import Testing

@testable import StrataCommands

@Suite("strata server keys")
struct KeysCommandTests {
    private struct Listed: Decodable {
        var id: String
        var name: String
        var scope: String
        var state: String
        var expiresAt: String?
        var secret: String?
    }

    @Test("prints a new key alone on standard output, once, and keeps its hash alone")
    func create() async throws {
        try await withTemporaryFolder { home in
            let tool = CommandLineTool(home: home)
            let made = try await tool.run("server", "keys", "create", "--name", "ada", "--scope", "submit")
            #expect(made.exitCode == 0, "\(made.errors)")
            let lines = made.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == 2 && lines[1].isEmpty)
            let secret = try #require(KeySecret(lines[0]))
            #expect(!made.errors.contains(lines[0].suffix(43)))
            #expect(made.errors.contains("It is the first"))
            let store = try StrataHome(path: home).openMetadata()
            let kept = try #require(try await store.key(id: secret.id))
            #expect(kept.hash == secret.hash)
            #expect(kept.key.scope == .submit && kept.key.name == "ada" && kept.key.expiresAt == nil)
            for list in [["server", "keys", "list"], ["server", "keys", "list", "--json"]] {
                let listed = try await tool.run(list)
                #expect(listed.output.contains(secret.id))
                #expect(!(listed.output + listed.errors).contains(lines[0].suffix(43)))
            }
        }
    }

    @Test("lists keys with their states, and revokes by name, identifier or the key itself")
    func revoke() async throws {
        try await withTemporaryFolder { home in
            let tool = CommandLineTool(home: home)
            func make(_ name: String) async throws -> Listed {
                let made = try await tool.run(
                    "server",
                    "keys",
                    "create",
                    "--name",
                    name,
                    "--expires-in",
                    "90d",
                    "--json"
                )
                return try JSONDecoder().decode(Listed.self, from: Data(made.output.utf8))
            }
            let keys = [try await make("a"), try await make("b"), try await make("c"), try await make("b")]
            #expect(keys.allSatisfy { $0.state == "valid" && $0.scope == "read" && $0.expiresAt != nil })
            #expect(try await tool.run("server", "keys", "revoke", "a").exitCode == 0)
            #expect(try await tool.run("server", "keys", "revoke", keys[2].secret ?? "").exitCode == 0)
            let several = try await tool.run("server", "keys", "revoke", "b")
            #expect(several.exitCode == 1)
            #expect(several.errors.contains(keys[1].id) && several.errors.contains(keys[3].id))
            #expect(try await tool.run("server", "keys", "revoke", keys[1].id).exitCode == 0)
            #expect(try await tool.run("server", "keys", "revoke", "b").exitCode == 0)
            let listed = try await tool.run("server", "keys", "list", "--json")
            let found = try JSONDecoder().decode([Listed].self, from: Data(listed.output.utf8))
            #expect(found.count == 4 && found.allSatisfy { $0.state == "revoked" && $0.secret == nil })
        }
    }

    @Test(
        "says in words what is wrong, and prints nothing else",
        arguments: [
            (["create"], Int32(2)), (["create", "--name", ""], 2), (["create", "--name", "a\nb"], 2),
            (["create", "--name", "a", "--scope", "root"], 2), (["create", "--name", "a", "--expires-in", "0d"], 2),
            (["create", "--name", "a", "--expires-in", "soon"], 2),
            (["create", "--name", "a", "--expires-in", "2026-01-01"], 2), (["revoke", "nobody"], 1), (["revoke"], 2),
        ] as [([String], Int32)]
    )
    func refusals(_ arguments: [String], _ code: Int32) async throws {
        try await withTemporaryFolder { home in
            let outcome = try await CommandLineTool(home: home).run(["server", "keys"] + arguments)
            #expect(outcome.exitCode == code, "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.hasPrefix("error: "))
        }
    }

    @Test("creates nothing by looking")
    func looking() async throws {
        try await withTemporaryFolder { home in
            let outcome = try await CommandLineTool(home: home).run("server", "keys", "list")
            #expect(outcome.exitCode == 0 && outcome.output.isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: home).isEmpty)
        }
    }
}
