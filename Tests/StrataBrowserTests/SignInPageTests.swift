import Foundation
import StrataTestSupport
import Testing

/// Signing in and out in a browser, on a server with keys.
@Suite("The sign-in page", .serialized, .timeLimit(.minutes(5)))
struct SignInPageTests {
    private static func key(_ scope: String, in home: String) async throws -> String {
        let program = try #require(builtProgram("strata"))
        let outcome = try await runProgram(
            [program, "server", "keys", "create", "--name", "ada", "--scope", scope],
            environment: ["STRATA_HOME": home]
        )
        return String(
            try #require(outcome.output.firstMatch(of: /strata_[0-9a-f]{8}_[A-Za-z0-9_-]{43}/), "\(outcome)").output
        )
    }

    @Test("lets in with a key, leads to the page that was asked for, and out again")
    func signsIn() async throws {
        try await withTemporaryFolder { home in
            let key = try await Self.key("read", in: home)
            try await ServerProgram.run(home: home) { server in
                try await BrowserFixture.run { browser in
                    try await browser.open(server.address + "/runs?state=failed")
                    #expect(try await browser.address().contains("/sign-in"))
                    for width in [360, 1280] {
                        for scheme in Browser.ColorScheme.allCases {
                            try await browser.resize(width: width, height: 740)
                            try await browser.prefer(scheme)
                            #expect(try await browser.audit() == [], "\(width) \(scheme)")
                        }
                    }
                    try await browser.find("input[name=key]").type("strata_00000000_wrong")
                    try await browser.press([.enter])
                    try await browser.waitForText("no key")
                    #expect(try await browser.audit() == [])
                    try await browser.find("input[name=key]").type(key)
                    try await browser.press([.enter])
                    try await browser.wait(
                        for: "the page",
                        until: "return location.pathname + location.search === '/runs?state=failed'"
                    )
                    try await browser.waitForText("ada", in: "header")
                    // What only writes is not offered to who may read.
                    #expect(try await browser.run("return document.body.dataset.canSubmit") == "false")
                    #expect(try await browser.run("return document.cookie") == "")
                    try await browser.find("header form button").click()
                    try await browser.wait(for: "the sign-in page", until: "return location.pathname === '/sign-in'")
                    try await browser.goBack()
                    try await browser.reload()
                    #expect(try await browser.address().contains("/sign-in"))
                    let complaints = try await browser.complaints().filter { !$0.contains("401") }
                    #expect(complaints == [])
                }
            }
        }
    }
}
