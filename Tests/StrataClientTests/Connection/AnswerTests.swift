import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataClient

@Suite("An answer", .timeLimit(.minutes(5)))
struct AnswerTests {
    private static let key = "strata_0123abcd_verysecret"

    @Test("that repeats the key is told without it; no error and no dump of the client shows it")
    func secret() async throws {
        try await ScriptedServer.run { request, _ in
            let echo = request.header("authorization") ?? ""
            return try .problem(Problem(code: "forbidden", status: 403, detail: "no: \(echo)", remedy: echo))
        } _: { server, address in
            let client = try StrataClient.quick(address, key: Self.key)
            let error = await #expect(throws: Problem.self) { try await client.choices() }
            let problem = try #require(error)
            #expect(problem.detail == "no: Bearer •••")
            var dumped = ""
            dump(client, to: &dumped)
            dump(problem, to: &dumped)
            #expect(!"\(client) \(problem) \(String(reflecting: client)) \(dumped)".contains("verysecret"))
            #expect(server.requests.first?.header("authorization") == "Bearer \(Self.key)")
            #expect(server.requests.first?.header(ServerVersion.clientHeader) == StrataVersion.current)
        }
    }

    @Test("in other words than ours is a problem with the status, and bounded", arguments: [301, 404, 502, 500, 418])
    func foreign(status: Int) async throws {
        try await ScriptedServer.run { _, _ in
            .answer(status, [("location", "https://elsewhere/x")], Array(repeating: 0x3C, count: 1 << 20))
        } _: { server, address in
            let error = await #expect(throws: Problem.self) {
                try await StrataClient.quick(address, patience: .zero).choices()
            }
            #expect(error?.status == status)
            #expect((error?.description.utf8.count ?? .max) < 1000)
            #expect(error?.detail.contains("\(status)") == true)
            #expect(server.requests.count == 1)
        }
    }

    @Test("that is no JSON of ours says which call and where to look")
    func malformed() async throws {
        try await ScriptedServer.run { _, _ in
            .answer(200, [], Array("<html>".utf8))
        } _: { _, address in
            let error = await #expect(throws: ClientError.self) { try await StrataClient.quick(address).choices() }
            #expect(error?.code == .malformedAnswer)
            #expect(error?.message.contains("GET /api/v1/facets") == true)
        }
    }

    @Test(
        "of a server that is too far away in version is refused with what to upgrade",
        arguments: [
            (ServerVersion(version: "9.0.0", minimumClient: "8.0.0"), "Upgrade the package's dependency"),
            (ServerVersion(version: "0.1.0", api: 2, minimumClient: "0.1.0"), "Upgrade the package's dependency"),
            (ServerVersion(version: "0.0.9", minimumClient: "0.0.1"), "Upgrade the server"),
            (ServerVersion(version: "what", minimumClient: "ever"), "Check that a Strata server"),
        ]
    )
    func versions(version: ServerVersion, remedy: String) async throws {
        try await ScriptedServer.run(version: version) { _, _ in
            .answer(200)
        } _: { server, address in
            let error = await #expect(throws: ClientError.self) { try await StrataClient.quick(address).choices() }
            #expect(error?.remedy?.contains(remedy) == true)
            #expect(server.requests.isEmpty)
        }
    }

    @Test("is asked for below the address's path, its parts encoded")
    func prefix() async throws {
        try await ScriptedServer.run { _, _ in
            .answer(404)
        } _: { server, address in
            let client = try StrataClient.quick(ServerAddress("\(address)/team/x"))
            let run = RunID(pipelineRun: PipelineRunID(), index: 3)
            #expect(try await client.input("a/b?ü %", of: run) == nil)
            _ = try? await client.page(PipelineRunQuery(states: [.failed, .canceled], tags: ["a&b"], text: "x y"))
            #expect(
                server.requests.map(\.target) == [
                    "/team/x/api/v1/runs/\(run)/inputs/a%2Fb%3F%C3%BC%20%25",
                    "/team/x/api/v1/pipeline-runs?state=canceled&state=failed&tag=a%26b&q=x%20y&limit=50",
                ]
            )
        }
    }

    @Test("warns of a key that would travel in the clear")
    func warning() throws {
        for (address, key, warns) in [
            ("http://example.com", "k", true), ("http://example.com", nil, false), ("https://example.com", "k", false),
            ("http://127.0.0.1:1", "k", false), ("http://localhost", "k", false),
        ] {
            let client = try StrataClient(ServerAddress(address), apiKey: key)
            #expect((client.warning != nil) == warns, "\(address)")
        }
    }

    @Test("cannot be asked for with a key that no header takes", arguments: ["", "a b", "a\r\nX: y", "ü"])
    func badKey(key: String) throws {
        let error = #expect(throws: ClientError.self) {
            try StrataClient(ServerAddress("http://127.0.0.1"), apiKey: key)
        }
        #expect(error?.code == .configuration)
        if !key.isEmpty { #expect(error?.description.contains(key) == false) }
    }

    @Test("cannot be asked for with authorities that are no file of certificates")
    func badAuthorities() throws {
        let error = #expect(throws: ClientError.self) {
            try StrataClient(ServerAddress("https://example.com"), certificateAuthorityPath: "/nowhere")
        }
        #expect(error?.message.contains("/nowhere") == true)
        #expect(error?.remedy?.contains("STRATA_CA_FILE") == true)
    }
}
