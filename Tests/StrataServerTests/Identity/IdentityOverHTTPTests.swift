import StrataAPI
import StrataEngine
import StrataModel
import StrataServerTestSupport
import StrataStore
import StrataTestSupport
import Testing

@testable import StrataServer

@Suite("Identity over HTTP")
struct IdentityOverHTTPTests {
    private static func bearer(_ secret: String) -> [String: String] {
        ["Authorization": "Bearer \(secret)"]
    }

    @Test("makes, lists and revokes keys for those with the scope admin")
    func keys() async throws {
        try await ServerFixture.with { server in
            // The first key is made by whoever sits at the machine; it closes the server.
            let request = KeyRequest(name: "root", scope: .admin)
            let made = try await server.send("POST", "/api/v1/keys", json: request)
            #expect(made.status == 201)
            let admin = try made.value(IssuedKey.self)
            #expect(try await server.send("GET", "/api/v1/keys").status == 401)
            #expect(try await server.send("POST", "/api/v1/keys", json: request).status == 401)
            let wanted = KeyRequest(name: "ci", scope: .submit)
            let second = try await server.send("POST", "/api/v1/keys", json: wanted, headers: Self.bearer(admin.secret))
            let ci = try second.value(IssuedKey.self)
            let refused = try await server.send("GET", "/api/v1/keys", headers: Self.bearer(ci.secret))
            #expect(refused.status == 403)
            #expect(try refused.value(Problem.self).detail.contains("'admin'"))
            let list = try await server.send("GET", "/api/v1/keys", headers: Self.bearer(admin.secret))
            #expect(try list.value([APIKey].self).map(\.name).sorted() == ["ci", "root"])
            #expect(!list.text.contains(ci.secret.suffix(43)))
            let path = "/api/v1/keys/\(ci.key.id)"
            #expect(try await server.send("DELETE", path, headers: Self.bearer(admin.secret)).status == 204)
            #expect(try await server.send("DELETE", path, headers: Self.bearer(admin.secret)).status == 404)
            #expect(
                try await server.send("GET", "/api/v1/pipeline-runs", headers: Self.bearer(ci.secret)).status == 401
            )
            let lines = server.log.lines.joined(separator: "\n")
            for secret in [admin.secret, ci.secret] { #expect(!lines.contains(secret.suffix(43))) }
        }
    }

    @Test("lets a worker report on its own run and read what that needs, and nothing else")
    func workers() async throws {
        try await ServerFixture.with { server in
            let record = Samples.pipelineRun()
            let inputs = [RunInput(name: "data", artifact: Samples.artifact("the input"), source: nil)]
            _ = try await server.store.register(record)
            try await server.store.commit(
                [
                    .function(0, Samples.function()), .created(Samples.run(0)), .created(Samples.run(1, parent: 0)),
                    Samples.step(1, .created, .scheduled),
                    Samples.step(1, .scheduled, .running, inputs: inputs),
                ],
                to: record.id
            )
            let digest = inputs[0].artifact.reference.digest
            let bytes = Array("the input".utf8)
            #expect(try await server.send("PUT", "/api/v1/blobs/\(digest)", body: bytes).status == 201)
            let other = Digest(hashing: Array("other".utf8))
            #expect(try await server.send("PUT", "/api/v1/blobs/\(other)", body: Array("other".utf8)).status == 201)
            let wanted = TokenRequest(attempt: 1, expiresInSeconds: 600)
            let own = "/api/v1/runs/\(record.id).1"
            let issued = try await server.send("POST", own + "/tokens", json: wanted)
            #expect(issued.status == 201)
            let fields = Self.bearer(try issued.value(IssuedToken.self).token)
            let parent = "/api/v1/runs/\(record.id).0"
            for (method, path, status) in [
                ("GET", own, 200), ("GET", parent, 403), ("GET", own + "/logs", 200), ("GET", parent + "/logs", 403),
                ("GET", "/api/v1/blobs/\(digest)", 200), ("GET", "/api/v1/blobs/\(other)", 403),
                ("GET", "/api/v1/pipeline-runs", 403), ("GET", "/api/v1/pipeline-runs/\(record.id)", 403),
                ("GET", "/api/v1/keys", 403), ("GET", "/api/v1/facets", 403), ("GET", "/api/v1/events", 403),
                ("POST", own + "/tokens", 403), ("POST", "/api/v1/keys", 403),
                ("POST", "/api/v1/pipeline-runs/\(record.id)/cancel", 403),
                ("POST", "/api/v1/pipeline-runs/\(record.id)/changes", 403),
            ] {
                let answer = try await server.send(method, path, headers: fields, body: method == "POST" ? [] : nil)
                #expect(answer.status == status, "\(method) \(path)")
            }
            let made = Array("made".utf8)
            let upload = try await server.send(
                "PUT",
                "/api/v1/blobs/\(Digest(hashing: made))",
                headers: fields,
                body: made
            )
            #expect(upload.status == 201)
            for (path, run, status) in [(own, RunIndex(1), 200..<300), (parent, 0, 403..<404)] {
                let line = LogLine(run: run, attempt: 1, number: 0, time: .now, level: "info", message: "hello")
                var all = fields
                all["Idempotency-Key"] = "worker-1-line-0"
                let answer = try await server.send("POST", path + "/logs", json: ["lines": [line]], headers: all)
                #expect(status.contains(answer.status), "\(path) \(answer.text)")
            }
        }
    }
}
