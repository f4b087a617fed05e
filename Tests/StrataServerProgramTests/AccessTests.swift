import Foundation
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

/// Who gets into the built server, and who does not.
@Suite("A server with keys", .serialized, .timeLimit(.minutes(5)))
struct AccessTests {
    /// Requests, and the scope that each takes.
    private static let requests: [(method: String, path: String, scope: Scope)] = [
        ("GET", "/api/v1/pipeline-runs", .read), ("GET", "/api/v1/facets", .read), ("GET", "/api/v1/events", .read),
        ("POST", "/api/v1/pipeline-runs", .submit), ("PUT", "/api/v1/pipeline-runs/\(PipelineRunID())/tags", .submit),
        ("PUT", "/api/v1/blobs/\(Digest(hashing: Array("x".utf8)))", .submit), ("GET", "/api/v1/keys", .admin),
        ("POST", "/api/v1/keys", .admin), ("DELETE", "/api/v1/keys/00000000", .admin),
    ]

    /// What is no key, or none of this server.
    private static let forgeries: [String] = [
        "Bearer ", "Bearer x", "Bearer strata_00000000_" + String(repeating: "A", count: 43),
        "Basic YWRtaW46YWRtaW4=", "Bearer null", "Bearer \(String(repeating: "a", count: 5000))",
        "Bearer strata_at_" + String(repeating: "A", count: 44) + "." + String(repeating: "A", count: 43),
        "Bearer strata_at_AAAA", "bearer", "Bearer strata_' OR 1=1 --_" + String(repeating: "A", count: 32),
    ]

    private static func status(
        _ server: ServerProgram,
        _ request: (method: String, path: String, scope: Scope),
        _ headers: [String: String]
    ) async throws -> Int {
        // Followed events do not end: the head of the answer suffices.
        let lines = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
        let body = request.method == "GET" || request.method == "DELETE" ? "\r\n" : "Content-Length: 2\r\n\r\n{}"
        let head =
            "\(request.method) \(request.path) HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n"
            + "Content-Type: application/json\r\n"
        let answer = try await RawConnection.run(to: server.port) { reader, writer in
            try await writer.send(head + lines + body)
            return await reader.read(for: .seconds(20), until: { $0.contains("\r\n\r\n") })
        }
        return answer.text.firstMatch(of: /^HTTP\/1\.1 (\d{3})/).flatMap { Int($0.output.1) } ?? 0
    }

    @Test("lets each key do what its scope says, and nobody else do anything")
    func scopes() async throws {
        try await withTemporaryFolder { home in
            var keys: [(scope: Scope, text: String)] = []
            for scope in Scope.allCases { keys.append((scope, try await ServerKeys.make(scope.rawValue, in: home))) }
            let made = keys
            try await ServerProgram.run(home: home) { server in
                for request in Self.requests {
                    #expect(try await Self.status(server, request, [:]) == 401, "\(request)")
                    for (scope, key) in made {
                        let status = try await Self.status(server, request, ["Authorization": "Bearer \(key)"])
                        #expect((status == 403) == (scope < request.scope), "\(request) with \(scope): \(status)")
                        #expect(status != 401 && status > 0 && status < 500, "\(request) with \(scope): \(status)")
                    }
                }
                #expect(try await server.send("GET", "/api/v1/version").status == 200)
                #expect(try await server.send("GET", "/healthz").status == 200)
                for (_, key) in made { #expect(!server.log.contains(key)) }
            }
        }
    }

    @Test("refuses what is no key", arguments: forgeries)
    func forged(authorization: String) async throws {
        try await withTemporaryFolder { home in
            _ = try await ServerKeys.make("admin", in: home)
            try await ServerProgram.run(home: home) { server in
                for request in Self.requests {
                    let status = try await Self.status(server, request, ["Authorization": authorization])
                    #expect(status == 401 || status == 429, "\(request): \(status)")
                }
            }
        }
    }

    @Test("refuses a key of another server, one that was revoked, and one that expired")
    func ended() async throws {
        try await withTemporaryFolder { home in
            let good = try await ServerKeys.make("read", in: home)
            let revoked = try await ServerKeys.make("admin", in: home)
            let foreign = try await withTemporaryFolder { try await ServerKeys.make("admin", in: $0) }
            try await ServerProgram.run(home: home) { server in
                func status(_ key: String) async throws -> Int {
                    try await server.send("GET", "/api/v1/facets", headers: ["Authorization": "Bearer \(key)"]).status
                }
                #expect(try await status(good) == 200)
                #expect(try await status(revoked) == 200)
                #expect(try await status(foreign) == 401)
                try await ServerKeys.revoke(revoked, in: home)
                // Another process revoked it: the server may know it for some seconds more.
                var last = 200
                for _ in 0..<300 where last == 200 {
                    last = try await status(revoked)
                    try await Task.sleep(for: .milliseconds(100))
                }
                #expect(last == 401)
                _ = try await runProgram([
                    "sqlite3", home + "/metadata.sqlite", "UPDATE api_keys SET expires_at = 1000",
                ])
            }
            try await ServerProgram.run(home: home) { server in
                let answer = try await server.send(
                    "GET",
                    "/api/v1/facets",
                    headers: ["Authorization": "Bearer \(good)"]
                )
                #expect(answer.status == 401)
                #expect(answer.problem?.detail.contains("expired") == true, "\(answer.text)")
            }
        }
    }

    @Test("signs in with a form of its own alone, and takes nothing that another site makes a browser send")
    func crossSite() async throws {
        try await withTemporaryFolder { home in
            let key = try await ServerKeys.make("admin", in: home)
            try await ServerProgram.run(home: home) { server in
                let session = try await Session.open(server, key: key)
                let record = Samples.pipelineRun()
                let body = try APICoding.encoder.encode(record)
                func post(_ headers: [String: String]) async throws -> Int {
                    var all = ["Cookie": session.cookie, "Content-Type": "application/json"]
                    all.merge(headers) { $1 }
                    return try await server.send("POST", "/api/v1/pipeline-runs", headers: all, body: body).status
                }
                let token = ["X-CSRF-Token": session.token]
                for headers in [
                    [:], ["X-CSRF-Token": "wrong"], ["X-CSRF-Token": ""],
                    token.merging(["Origin": "http://example.invalid"]) { $1 },
                    token.merging(["Origin": "null"]) { $1 },
                    token.merging(["Sec-Fetch-Site": "cross-site"]) { $1 },
                    token.merging(["Sec-Fetch-Site": "same-site"]) { $1 },
                    ["Content-Type": "text/plain", "Sec-Fetch-Site": "cross-site"],
                ] {
                    #expect(try await post(headers) == 403, "\(headers)")
                }
                #expect(
                    try await server.send(
                        "GET",
                        "/api/v1/pipeline-runs/\(record.id)",
                        headers: ["Cookie": session.cookie]
                    ).status == 404
                )
                #expect(try await post(token) == 201)
                #expect(
                    try await post(token.merging(["Sec-Fetch-Site": "same-origin", "Origin": server.address]) { $1 })
                        == 200
                )
            }
        }
    }

    @Test("ends a session with its time, with signing out, and with its key")
    func sessions() async throws {
        try await withTemporaryFolder { home in
            let key = try await ServerKeys.make("submit", in: home)
            let cookies = try await ServerProgram.run(home: home) { server in
                let session = try await Session.open(server, key: key)
                #expect(session.attributes.contains("HttpOnly") && session.attributes.contains("SameSite"))
                let other = try await Session.open(server, key: key)
                #expect(other.cookie != session.cookie)
                let out = try await server.send(
                    "POST",
                    "/sign-out",
                    headers: ["Cookie": other.cookie, "Content-Type": "application/x-www-form-urlencoded"],
                    body: Data("csrf=\(other.token)".utf8)
                )
                #expect(out.status == 303, "\(out.text)")
                #expect(try await server.send("GET", "/api/v1/facets", headers: ["Cookie": other.cookie]).status == 401)
                #expect(
                    try await server.send("GET", "/api/v1/facets", headers: ["Cookie": session.cookie]).status == 200
                )
                let forged = session.cookie.replacing(/=./, with: "=_")
                #expect(try await server.send("GET", "/api/v1/facets", headers: ["Cookie": forged]).status == 401)
                return session.cookie
            }
            let expire = try await runProgram([
                "sqlite3", home + "/metadata.sqlite", "UPDATE sessions SET expires_at = 1000",
            ])
            #expect(expire.exitCode == 0, "\(expire.errors)")
            try await ServerProgram.run(home: home) { server in
                let headers = ["Cookie": cookies, "Accept": "text/html"]
                #expect(try await server.send("GET", "/api/v1/facets", headers: headers).status == 401)
                let page = try await server.send("GET", "/runs?state=failed", headers: headers)
                // Followed or not: what comes is the sign-in page, which knows where to go then.
                #expect(
                    page.status == 303 && page.headers["location"]?.hasPrefix("/sign-in") == true
                        || page.text.contains("/runs?state=failed")
                )
            }
        }
    }

    @Test("answers whoever tries many keys with 429, and whoever has one all the same")
    func guesses() async throws {
        try await withTemporaryFolder { home in
            let key = try await ServerKeys.make("read", in: home)
            try await ServerProgram.run(home: home) { server in
                var statuses: [Int] = []
                for _ in 0..<30 {
                    let guess = "Bearer strata_00000000_" + String(repeating: "A", count: 43)
                    statuses.append(
                        try await server.send("GET", "/api/v1/facets", headers: ["Authorization": guess]).status
                    )
                }
                #expect(statuses.first == 401)
                #expect(statuses.last == 429)
                #expect(Set(statuses) == [401, 429])
                let answer = try await server.send("GET", "/api/v1/facets", headers: ["Authorization": "Bearer \(key)"])
                #expect(answer.status == 200 || answer.status == 429, "\(answer.text)")
            }
        }
    }

    @Test(
        "leads nobody to another site after signing in",
        arguments: [
            "//example.invalid/", "https://example.invalid/", "/\\example.invalid", "\\\\example.invalid",
            "javascript:alert(1)",
            "/%0d%0aX: y", "http:example.invalid", "\t//example.invalid", "/..//example.invalid",
            "%2f%2fexample.invalid",
        ]
    )
    func redirects(next: String) async throws {
        try await withTemporaryFolder { home in
            let key = try await ServerKeys.make("read", in: home)
            try await ServerProgram.run(home: home) { server in
                let session = try await Session.open(server, key: key, next: next)
                #expect(session.location.hasPrefix("/") && !session.location.hasPrefix("//"), "\(session.location)")
                #expect(!session.location.contains("\\") && !session.location.contains("\r"), "\(session.location)")
            }
        }
    }

    @Test("answers an open server's pages under this machine's names alone")
    func rebinding() async throws {
        try await withServer { server in
            for host in [
                "example.invalid", "127.0.0.1.example.invalid", "10.0.0.1", "[::2]", "localhost@example.invalid",
            ] {
                let answer = try await server.send("GET", "/api/v1/pipeline-runs", headers: ["Host": host])
                #expect((400..<500).contains(answer.status), "\(host): \(answer.status)")
            }
            for headers in [["Origin": "http://example.invalid"], ["Sec-Fetch-Site": "cross-site"]] {
                var all = headers
                all["Content-Type"] = "application/json"
                let body = try APICoding.encoder.encode(Samples.pipelineRun())
                let answer = try await server.send("POST", "/api/v1/pipeline-runs", headers: all, body: body)
                #expect(answer.status == 403, "\(headers): \(answer.text)")
            }
        }
    }
}
