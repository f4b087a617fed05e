import HTTPTypes
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataServer

@Suite("Secrets")
struct SecretLeakTests {
    @Test("stand in no log and in no answer, whatever is done with them")
    func scan() async throws {
        try await IdentityFixture.with { fixture in
            var secrets: [String] = []
            var answers: [IdentityFixture.Answer] = []
            let good = try await fixture.makeKey(.submit)
            let made = try await fixture.identity.makeKey(KeyRequest(name: "made", scope: .admin))
            let expired = try await fixture.makeKey(.read, expiresAfter: 1)
            fixture.clock.advance(seconds: 2)
            let run = RunID(pipelineRun: PipelineRunID(), index: 1)
            let token = try fixture.identity.issueToken(for: run, attempt: 1, expiresIn: .seconds(60)).token
            let forged = AttemptToken(run: run, attempt: 1, expiresAt: .now).signed(with: .temporary())
            let bearers = [
                good.secret, made.secret, expired.secret, KeySecret().text, token, forged, String(token.dropLast()),
                String(good.secret.dropLast(3)), good.secret + "x",
            ]
            for bearer in bearers {
                secrets.append(bearer)
                for scope in Scope.allCases {
                    answers.append(try await fixture.send("/api/v1/\(scope.rawValue)", bearer: bearer))
                }
            }
            fixture.clock.advance(seconds: 600)
            for key in [good.secret, expired.secret, KeySecret().text, "hunter2hunter2"] {
                secrets.append(key)
                answers.append(try await fixture.signIn(with: key))
            }
            let cookie = try #require(answers.compactMap { $0.cookie("strata_session") }.first { !$0.isEmpty })
            answers.append(try await fixture.page(cookie))
            #expect(try await fixture.identity.revokeKey(good.key.id))
            answers.append(try await fixture.page(cookie))
            answers.append(try await fixture.send("/api/v1/read", bearer: good.secret))
            await fixture.identity.writeUses()
            let log = fixture.logs.text
            // The log has something to look through.
            #expect(log.contains("a request was refused") && log.contains(good.key.id))
            for secret in secrets + [cookie] {
                let part = secret.suffix(40).prefix(20)
                #expect(!log.contains(part), "a secret is in the log")
                for answer in answers {
                    #expect(!answer.body.contains(part), "a secret is in an answer")
                    let fields = answer.fields.filter { $0.name != .setCookie }.map(\.value).joined(separator: "\n")
                    #expect(!fields.contains(part), "a secret is in a header")
                }
            }
            #expect(!log.contains("hunter2"))
        }
    }
}
