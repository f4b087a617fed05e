import StrataModel
import StrataTestSupport
import Testing

@testable import StrataServer

@Suite("Tokens of attempts")
struct AttemptTokenTests {
    private static let run = RunID(pipelineRun: PipelineRunID(), index: 12)

    @Test(
        "say the run, the attempt and the end, for any of them",
        arguments: [
            (RunIndex(0), Int32(1), Int64(0)), (12, 3, 1_800_000_000_000_000), (.max, .max, .max), (255, 256, -1),
        ]
    )
    func roundTrip(_ index: RunIndex, _ attempt: Int32, _ time: Int64) {
        let secret = ServerSecret.temporary()
        let token = AttemptToken(
            run: RunID(pipelineRun: PipelineRunID(), index: index),
            attempt: attempt,
            expiresAt: Timestamp(microseconds: time)
        )
        #expect(AttemptToken(token.signed(with: secret), signedWith: secret) == token)
    }

    @Test("are nothing to another server")
    func foreign() {
        let token = AttemptToken(run: Self.run, attempt: 1, expiresAt: Samples.time(0))
        #expect(AttemptToken(token.signed(with: .temporary()), signedWith: .temporary()) == nil)
    }

    @Test("are refused with any one character changed, left out or added")
    func forged() {
        let secret = ServerSecret.temporary()
        let text = Array(AttemptToken(run: Self.run, attempt: 1, expiresAt: Samples.time(0)).signed(with: secret))
        for index in text.indices {
            for replacement in ["A", "B", "-", ".", "", "AA"] where replacement != String(text[index]) {
                var changed = text
                changed.replaceSubrange(index...index, with: Array(replacement))
                #expect(AttemptToken(String(changed), signedWith: secret) == nil, "\(index) \(replacement)")
            }
        }
        #expect(AttemptToken(String(text), signedWith: secret) != nil)
    }

    @Test("are refused where they are no tokens", arguments: ["", "strata_at_", "strata_at_.", "strata_at_A.A", "x"])
    func malformed(_ text: String) {
        #expect(AttemptToken(text, signedWith: .temporary()) == nil)
        #expect(AttemptToken(text + String(repeating: "A", count: 10_000), signedWith: .temporary()) == nil)
    }

    @Test("cannot be made of what the sign-in page signs with the same secret")
    func purposes() {
        let secret = ServerSecret.temporary()
        let cookie = SignInToken.newCookie()
        let code = SignInToken.formToken(for: cookie, secret)
        #expect(AttemptToken("strata_at_\(cookie).\(code)", signedWith: secret) == nil)
    }

    @Test("of the sign-in page belong to one cookie and one server")
    func signInTokens() {
        let secret = ServerSecret.temporary()
        let cookie = SignInToken.newCookie()
        let token = SignInToken.formToken(for: cookie, secret)
        #expect(SignInToken.matches(token, cookie: cookie, secret))
        #expect(!SignInToken.matches(token, cookie: SignInToken.newCookie(), secret))
        #expect(!SignInToken.matches(token, cookie: cookie, .temporary()))
        #expect(!SignInToken.matches(token, cookie: nil, secret))
        #expect(!SignInToken.matches(nil, cookie: cookie, secret))
        #expect(!SignInToken.matches("", cookie: "", secret))
        #expect(!SignInToken.matches(SignInToken.formToken(for: "", secret), cookie: "", secret))
    }
}
