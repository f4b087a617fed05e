import Foundation
import HTTPTypes
import StrataAPI
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@testable import StrataServer

@Suite("Who asks")
struct IdentityServiceTests {
    @Test("is anyone on this machine, until another process makes a key")
    func closing() async throws {
        try await IdentityFixture.with { fixture in
            #expect(try await fixture.send(.get, "/api/v1/admin").status == 200)
            let key = try await fixture.makeKey(.read)
            fixture.clock.advance(seconds: 1)
            let refused = try await fixture.send(.get, "/api/v1/read")
            #expect(refused.status == 401)
            #expect(refused.fields[.wwwAuthenticate] == "Bearer realm=\"strata\"")
            #expect(try await fixture.send("/api/v1/read", bearer: key.secret).status == 200)
            #expect(try await fixture.send(.get, "/open").status == 200)
            // Revoking the last key opens nothing.
            #expect(try await fixture.otherProcess.revokeKey(id: key.key.id, at: fixture.clock.now))
            fixture.clock.advance(seconds: 3600)
            #expect(try await fixture.send(.get, "/api/v1/read").status == 401)
        }
    }

    @Test("is nobody at once where this server makes the first key")
    func closingAtOnce() async throws {
        try await IdentityFixture.with { fixture in
            #expect(try await fixture.send(.get, "/api/v1/read").status == 200)
            _ = try await fixture.identity.makeKey(KeyRequest(name: "ada", scope: .admin))
            #expect(try await fixture.send(.get, "/api/v1/read").status == 401)
        }
    }

    @Test("is nobody on an open server that is asked for by a name of another machine")
    func rebinding() async throws {
        try await IdentityFixture.with { fixture in
            for host in ["evil.example", "localhost.evil.example:7870", "192.0.2.9", nil] {
                let answer = try await fixture.send(.get, "/api/v1/read", host: host)
                #expect(answer.status == 403, "\(host ?? "none")")
            }
            #expect(try await fixture.send(.get, "/api/v1/read", host: "[::1]:7870").status == 200)
        }
        try await IdentityFixture.with(IdentitySettings(isLoopback: false, isInsecure: true)) { fixture in
            let answer = try await fixture.send(.get, "/api/v1/read", host: "strata.example")
            #expect(answer.status == 200)
        }
        try await IdentityFixture.with(IdentitySettings(isLoopback: true, isBehindProxy: true)) { fixture in
            let answer = try await fixture.send(.get, "/api/v1/read")
            #expect(answer.status == 401)
        }
    }

    @Test("may do what the key's scope says, and is told what it lacks", arguments: Scope.allCases, Scope.allCases)
    func scopes(_ held: Scope, _ needed: Scope) async throws {
        try await IdentityFixture.with { fixture in
            let key = try await fixture.makeKey(held)
            let answer = try await fixture.send("/api/v1/\(needed.rawValue)", bearer: key.secret)
            #expect(answer.status == (held >= needed ? 200 : 403))
            if held >= needed { #expect(answer.body == "ada") }
        }
    }

    @Test("is known by a key in any of the ways in which programs send one")
    func schemes() async throws {
        try await IdentityFixture.with { fixture in
            let secret = try await fixture.makeKey(.read).secret
            for field in [
                "Bearer \(secret)", "bearer \(secret)", "BEARER  \(secret)", "Basic \(base64("strata:" + secret))",
                "Basic \(base64(secret + ":"))", "basic \(base64(":" + secret))",
            ] {
                let answer = try await fixture.send(.get, "/api/v1/read", ["Authorization": field])
                #expect(answer.status == 200, "\(field.prefix(8))")
            }
            for field in ["", secret, "Bearer", "Token \(secret)", "Basic \(secret)", "Basic \(base64("a:b"))"] {
                let answer = try await fixture.send(
                    .get,
                    "/api/v1/read",
                    ["Authorization": field],
                    from: "198.51.100.1"
                )
                #expect(answer.status == 401, "\(field.prefix(8))")
            }
        }
    }

    private func base64(_ text: String) -> String {
        let coded = Base64URL.encode(Array(text.utf8)).replacing("-", with: "+").replacing("_", with: "/")
        return coded + String(repeating: "=", count: (4 - coded.count % 4) % 4)
    }

    @Test("is refused with a key that is wrong, expired or revoked, and told which of these")
    func refusals() async throws {
        try await IdentityFixture.with { fixture in
            let good = try await fixture.makeKey(.admin)
            let short = try await fixture.makeKey(.admin, name: "short", expiresAfter: 60)
            let other = try #require(KeySecret(KeySecret().text))
            let mixed = good.secret.prefix(16) + other.text.suffix(43)
            #expect(try await fixture.send("/api/v1/read", bearer: short.secret).status == 200)
            fixture.clock.advance(seconds: 60)
            let expired = try await fixture.send("/api/v1/read", bearer: short.secret)
            #expect(expired.status == 401 && expired.body.contains("expired"))
            for wrong in [other.text, String(mixed)] {
                let answer = try await fixture.send("/api/v1/read", bearer: wrong)
                #expect(answer.status == 401 && answer.body.contains("not one of this server's"))
            }
            #expect(try await fixture.identity.revokeKey(good.key.id))
            let revoked = try await fixture.send("/api/v1/read", bearer: good.secret)
            #expect(revoked.status == 401 && revoked.body.contains("was revoked"))
            // Also where nobody needs to sign in, what is wrong is not ignored.
            #expect(try await fixture.send("/open", bearer: other.text).status == 401)
        }
    }

    @Test("is believed for five seconds after a look at the store, unless this server revokes the key")
    func cache() async throws {
        try await IdentityFixture.with { fixture in
            let one = try await fixture.makeKey(.read)
            let two = try await fixture.makeKey(.read)
            for key in [one, two] { #expect(try await fixture.send("/api/v1/read", bearer: key.secret).status == 200) }
            // Another process revokes: noticed after at most five seconds.
            #expect(try await fixture.otherProcess.revokeKey(id: one.key.id, at: fixture.clock.now))
            fixture.clock.advance(seconds: 4)
            #expect(try await fixture.send("/api/v1/read", bearer: one.secret).status == 200)
            fixture.clock.advance(seconds: 1)
            #expect(try await fixture.send("/api/v1/read", bearer: one.secret).status == 401)
            // This server revokes: noticed at once.
            #expect(try await fixture.send("/api/v1/read", bearer: two.secret).status == 200)
            #expect(try await fixture.identity.revokeKey(two.key.id))
            #expect(try await fixture.send("/api/v1/read", bearer: two.secret).status == 401)
            #expect(try await !fixture.identity.revokeKey(two.key.id))
        }
    }

    @Test("is noted as the key's last use at most once a minute, and not by the request itself")
    func lastUse() async throws {
        try await IdentityFixture.with { fixture in
            let key = try await fixture.makeKey(.read)
            func lastUse() async throws -> Timestamp? {
                try await fixture.otherProcess.key(id: key.key.id)?.key.lastUsedAt
            }
            let first = fixture.clock.now
            _ = try await fixture.send("/api/v1/read", bearer: key.secret)
            #expect(try await lastUse() == nil)
            await fixture.identity.writeUses()
            #expect(try await lastUse() == first)
            fixture.clock.advance(seconds: 59)
            _ = try await fixture.send("/api/v1/read", bearer: key.secret)
            await fixture.identity.writeUses()
            #expect(try await lastUse() == first)
            fixture.clock.advance(seconds: 1)
            let second = fixture.clock.now
            _ = try await fixture.send("/api/v1/read", bearer: key.secret)
            await fixture.identity.writeUses()
            #expect(try await lastUse() == second)
        }
    }

    @Test("has to wait after ten wrong keys, alone and not for long")
    func failures() async throws {
        try await IdentityFixture.with { fixture in
            let good = try await fixture.makeKey(.read)
            let used = try await fixture.makeKey(.read, name: "used")
            #expect(try await fixture.send("/api/v1/read", bearer: used.secret).status == 200)
            fixture.clock.advance(seconds: 100)
            for _ in 0..<10 {
                #expect(try await fixture.send("/api/v1/read", bearer: KeySecret().text).status == 401)
            }
            let limited = try await fixture.send("/api/v1/read", bearer: KeySecret().text)
            #expect(limited.status == 429)
            #expect(limited.fields[.retryAfter] == "6")
            // A correct key: from elsewhere, and from there where it was in use before; a new one has to wait.
            #expect(try await fixture.send("/api/v1/read", bearer: good.secret, from: "192.0.2.2").status == 200)
            #expect(try await fixture.send("/api/v1/read", bearer: used.secret).status == 200)
            let fresh = try await fixture.makeKey(.read, name: "fresh")
            #expect(try await fixture.send("/api/v1/read", bearer: fresh.secret).status == 429)
            fixture.clock.advance(seconds: 6)
            #expect(try await fixture.send("/api/v1/read", bearer: fresh.secret).status == 200)
            // Requests without a key are not counted.
            for _ in 0..<20 { #expect(try await fixture.send(.get, "/api/v1/read").status == 401) }
            #expect(fixture.logs.text.components(separatedBy: "a request was refused").count == 11)
        }
    }

    @Test("is a worker with a token of this server, for its run and until the token ends")
    func tokens() async throws {
        try await IdentityFixture.with { fixture in
            _ = try await fixture.makeKey(.read)
            let run = RunID(pipelineRun: PipelineRunID(), index: 7)
            let issued = try fixture.identity.issueToken(for: run, attempt: 2, expiresIn: .seconds(60))
            var head = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/")
            head.headerFields[.authorization] = "Bearer \(issued.token)"
            let principal = try await fixture.identity.authenticate(head, remoteAddress: nil)
            #expect(principal == .attempt(run, number: 2))
            #expect(try await fixture.send("/api/v1/read", bearer: issued.token).status == 403)
            // Its expiry holds to the second, and another server's token is worth nothing.
            fixture.clock.advance(seconds: 59)
            #expect(try await fixture.send("/api/v1/read", bearer: issued.token).status == 403)
            fixture.clock.advance(seconds: 1)
            let expired = try await fixture.send("/api/v1/read", bearer: issued.token)
            #expect(expired.status == 401 && expired.body.contains("expired"))
            let foreign = AttemptToken(run: run, attempt: 2, expiresAt: Samples.time(.max / 4)).signed(
                with: .temporary()
            )
            #expect(try await fixture.send("/api/v1/read", bearer: foreign).status == 401)
        }
    }

    @Test("is given tokens of a second to a week, for attempts from 1", arguments: [0, -1, 604_801, Int64.max / 2])
    func tokenBounds(_ seconds: Int64) async throws {
        try await IdentityFixture.with { fixture in
            let run = RunID(pipelineRun: PipelineRunID(), index: 0)
            #expect(throws: Problem.self) {
                try fixture.identity.issueToken(for: run, attempt: 1, expiresIn: .seconds(seconds))
            }
            #expect(throws: Problem.self) {
                try fixture.identity.issueToken(for: run, attempt: 0, expiresIn: .seconds(1))
            }
            let longest = try fixture.identity.issueToken(for: run, attempt: 1, expiresIn: .seconds(604_800))
            #expect(longest.expiresAt.since(fixture.clock.now) == .seconds(604_800))
        }
    }

    @Test(
        "gets no key with a name that would hide something, or that has expired before it is made",
        arguments: ["", " ada", "ada ", "a\nb", "a\u{1B}[31mb", "a\u{202E}b", String(repeating: "a", count: 101)]
    )
    func names(_ name: String) async throws {
        try await IdentityFixture.with { fixture in
            let problem = await #expect(throws: Problem.self) {
                try await fixture.identity.makeKey(KeyRequest(name: name, scope: .read))
            }
            #expect(problem?.status == 400)
            await #expect(throws: Problem.self) {
                try await fixture.identity.makeKey(
                    KeyRequest(name: "ada", scope: .read, expiresAt: fixture.clock.now)
                )
            }
            let keys = try await fixture.store.keys()
            #expect(keys.isEmpty)
        }
    }
}
