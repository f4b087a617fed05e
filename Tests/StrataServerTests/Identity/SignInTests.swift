import HTTPTypes
import StrataAPI
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@testable import StrataServer

@Suite("Signing in")
struct SignInTests {
    @Test("gives a cookie that no script sees, and goes on to the page that was asked for")
    func signIn() async throws {
        try await IdentityFixture.with { fixture in
            let key = try await fixture.makeKey(.read)
            let asked = try await fixture.send(.get, "/page/read?a=b%20c", ["Accept": "text/html"])
            #expect(asked.status == 303)
            #expect(asked.fields[.location] == "/sign-in?next=/page/read%3Fa%3Db%2520c")
            let address = try #require(asked.fields[.location])
            let answer = try await fixture.signIn(with: key.secret, at: address)
            #expect(answer.status == 303)
            #expect(answer.fields[.location] == "/page/read?a=b%20c")
            let field = try #require(answer.setCookies.first { $0.hasPrefix("strata_session=") })
            let form = /strata_session=[A-Za-z0-9_-]{43}\.[0-9a-z]+; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax/
            #expect(field.wholeMatch(of: form) != nil)
            let cookie = try #require(answer.cookie("strata_session"))
            let page = try await fixture.send(.get, "/page/read", ["Cookie": "other=1; strata_session=\(cookie)"])
            #expect(page.status == 200 && page.body == "ada")
            // What stands in the store is a hash, and in the page nothing of the key.
            let found = try await fixture.store.session(hash: SessionCookieHash.of(cookie), at: fixture.clock.now)
            #expect(found?.key.id == key.key.id)
        }
    }

    @Test("marks cookies as secure where the browser speaks TLS to a proxy that is trusted, and else not")
    func secureCookies() async throws {
        for (isBehindProxy, scheme, isSecure) in [
            (true, "https", true), (true, "http", false), (true, "http, https", true), (true, "https, http", false),
            (true, "", false), (false, "https", false),
        ] {
            try await IdentityFixture.with(.init(isLoopback: true, isBehindProxy: isBehindProxy)) { fixture in
                let key = try await fixture.makeKey(.read)
                let answer = try await fixture.signIn(with: key.secret, ["X-Forwarded-Proto": scheme])
                #expect(answer.setCookies.count == 2)
                for field in answer.setCookies {
                    #expect(field.hasSuffix("; Secure") == isSecure, "\(isBehindProxy) \(scheme)")
                    #expect(field.contains("; HttpOnly; SameSite="))
                }
            }
        }
    }

    @Test("opens a new session each time, and ends the one before")
    func fixation() async throws {
        try await IdentityFixture.with { fixture in
            let key = try await fixture.makeKey(.read)
            let planted = SessionCookie(at: fixture.clock.now).text
            let first = try await fixture.signIn(with: key.secret, ["Cookie": "strata_session=\(planted)"])
            let one = try #require(first.cookie("strata_session"))
            #expect(one != planted)
            #expect(try await fixture.page(planted).status == 401)
            let second = try await fixture.signIn(with: key.secret, ["Cookie": "strata_session=\(one)"])
            let two = try #require(second.cookie("strata_session"))
            #expect(two != one)
            #expect(try await fixture.page(one).status == 401)
            #expect(try await fixture.page(two).status == 200)
        }
    }

    @Test("is refused in words for a wrong key, and after ten of them for a while")
    func wrongKeys() async throws {
        try await IdentityFixture.with { fixture in
            let key = try await fixture.makeKey(.read)
            for index in 0..<10 {
                let text = index.isMultiple(of: 2) ? KeySecret().text : "hunter2"
                let answer = try await fixture.signIn(with: text)
                #expect(answer.status == 401)
                #expect(answer.body.contains("role=\"alert\""))
                #expect(!answer.body.contains(text))
                #expect(answer.cookie("strata_session") == nil)
            }
            let limited = try await fixture.signIn(with: key.secret)
            #expect(limited.status == 429)
            #expect(limited.fields[.retryAfter] == "6")
            #expect(limited.cookie("strata_session") == nil)
            #expect(try await fixture.signIn(with: key.secret, from: "192.0.2.2").status == 303)
        }
    }

    @Test("takes keys with the blanks that copying adds")
    func blanks() async throws {
        try await IdentityFixture.with { fixture in
            let key = try await fixture.makeKey(.read)
            #expect(try await fixture.signIn(with: "  \(key.secret)\r\n").status == 303)
        }
    }

    /// A way to send the form that is not the page's.
    enum Forgery: CaseIterable {
        case noToken, wrongToken, noCookie, otherCookie, chosenPair, crossSite, otherOrigin, json
    }

    @Test("takes the form from this server's page in this browser alone", arguments: Forgery.allCases)
    func forgedForms(_ forgery: Forgery) async throws {
        try await IdentityFixture.with { fixture in
            let key = try await fixture.makeKey(.read)
            let page = try await fixture.send(.get, "/sign-in")
            var token = try fixture.formToken(page)
            var cookie = try #require(page.cookie("strata_sign_in"))
            var fields: [String: String] = [:]
            var type = FormFields.mediaType
            switch forgery {
            case .noToken: token = ""
            case .wrongToken: token = SignInToken.formToken(for: cookie, .temporary())
            case .noCookie: cookie = ""
            case .otherCookie: cookie = SignInToken.newCookie()
            case .chosenPair: (token, cookie) = ("AAAA", "AAAA")
            case .crossSite: fields["Sec-Fetch-Site"] = "cross-site"
            case .otherOrigin: fields["Origin"] = "http://evil.example"
            case .json: type = "application/json"
            }
            fields["Cookie"] = "strata_sign_in=\(cookie)"
            fields["Content-Type"] = type
            let body = "csrf=\(token)&key=\(key.secret)&next=/runs"
            let answer = try await fixture.send(.post, "/sign-in", fields, body: body)
            #expect(answer.status == (forgery == .json ? 415 : 403))
            #expect(answer.cookie("strata_session") == nil)
        }
    }

    @Test("sends nobody on to another site", arguments: ["//evil.example", "https://evil.example", "/a%0d%0aX: y"])
    func next(_ next: String) async throws {
        try await IdentityFixture.with { fixture in
            let key = try await fixture.makeKey(.read)
            let answer = try await fixture.signIn(with: key.secret, at: "/sign-in?next=\(next)")
            #expect(answer.fields[.location] == "/")
        }
    }

    @Test("sends on whoever needs not sign in, to a page of this server")
    func needless() async throws {
        try await IdentityFixture.with { fixture in
            let open = try await fixture.send(.get, "/sign-in?next=/runs")
            #expect(open.status == 303 && open.fields[.location] == "/runs")
            let foreign = try await fixture.send(.get, "/sign-in?next=//evil.example")
            #expect(foreign.fields[.location] == "/")
        }
    }

    @Test("ends by signing out, which takes the session's token")
    func signOut() async throws {
        try await IdentityFixture.with { fixture in
            let (cookie, csrf) = try await fixture.session(.read)
            let form = ["Cookie": "strata_session=\(cookie)", "Content-Type": FormFields.mediaType]
            #expect(try await fixture.send(.post, "/sign-out", form).status == 403)
            #expect(try await fixture.page(cookie).status == 200)
            let answer = try await fixture.send(.post, "/sign-out", form, body: "csrf=\(csrf)")
            #expect(answer.status == 303 && answer.fields[.location] == "/sign-in")
            #expect(answer.setCookies.first?.hasPrefix("strata_session=; Path=/; Max-Age=0; HttpOnly") == true)
            #expect(try await fixture.page(cookie).status == 401)
            await fixture.identity.writeUses()
            #expect(try await fixture.page(cookie).status == 401)
        }
    }

    @Test("ends where the key is revoked or expires")
    func keyEnds() async throws {
        try await IdentityFixture.with { fixture in
            let (revoked, _) = try await fixture.session(.read)
            let key = try #require(try await fixture.store.keys().first)
            #expect(try await fixture.page(revoked).status == 200)
            #expect(try await fixture.identity.revokeKey(key.id))
            #expect(try await fixture.page(revoked).status == 401)
            let (expired, _) = try await fixture.session(.read, expiresAfter: 60)
            #expect(try await fixture.page(expired).status == 200)
            fixture.clock.advance(seconds: 60)
            #expect(try await fixture.page(expired).status == 401)
        }
    }

    @Test("lasts twelve hours from the last use, and a week in all")
    func lasting() async throws {
        try await IdentityFixture.with { fixture in
            let (idle, _) = try await fixture.session(.read)
            let (used, _) = try await fixture.session(.read)
            let hour: Int64 = 3600
            for _ in 0..<15 {
                fixture.clock.advance(seconds: 11 * hour)
                #expect(try await fixture.page(used).status == 200)
                await fixture.identity.writeUses()
            }
            #expect(try await fixture.page(idle).status == 401)
            // 165 of 168 hours are over.
            fixture.clock.advance(seconds: 3 * hour - 1)
            #expect(try await fixture.page(used).status == 200)
            fixture.clock.advance(seconds: 1)
            #expect(try await fixture.page(used).status == 401)
        }
    }

    @Test(
        "is not there for cookies that are none of ours",
        arguments: [
            "", "x", "AAAA.1", String(repeating: "A", count: 43), String(repeating: "A", count: 43) + ".zzzzzz",
        ]
    )
    func foreignCookies(_ cookie: String) async throws {
        try await IdentityFixture.with { fixture in
            _ = try await fixture.makeKey(.read)
            #expect(try await fixture.page(cookie).status == 401)
        }
    }

    @Test("cannot be made to last by changing the time in the cookie")
    func changedTime() async throws {
        try await IdentityFixture.with { fixture in
            let (cookie, _) = try await fixture.session(.read)
            let later = String(cookie.prefix(44)) + String(1_963_800_000, radix: 36)
            #expect(try await fixture.page(cookie).status == 200)
            #expect(try await fixture.page(later).status == 401)
        }
    }
}

/// The hash under which a cookie's session is stored.
private enum SessionCookieHash {
    static func of(_ text: String) -> [UInt8] {
        SessionCookie(text)?.hash ?? []
    }
}

extension IdentityFixture {
    /// The token in the form of a sign-in page.
    func formToken(_ page: Answer) throws -> String {
        let match = try #require(page.body.firstMatch(of: /name="csrf" value="([^"]+)"/))
        return String(match.1)
    }

    /// Opens the sign-in page and sends its form.
    func signIn(
        with key: String,
        _ fields: [String: String] = [:],
        at address: String = "/sign-in",
        from: String = "192.0.2.1"
    ) async throws -> Answer {
        let page = try await send(.get, address, ["Accept": "text/html"], from: from)
        let token = try formToken(page)
        let cookie = try #require(page.cookie("strata_sign_in"))
        let next = try #require(page.body.firstMatch(of: /name="next" value="([^"]+)"/)).1
            .replacing("&amp;", with: "&").replacing("&#x2F;", with: "/")
        var all = fields
        let others = fields["Cookie"].map { $0 + "; " } ?? ""
        all["Cookie"] = others + "strata_sign_in=\(cookie)"
        all["Content-Type"] = FormFields.mediaType
        all["Sec-Fetch-Site"] = "same-origin"
        let body = [("csrf", token), ("key", key), ("next", String(next))].map { "\($0)=\(escaped($1))" }
        return try await send(.post, "/sign-in", all, body: body.joined(separator: "&"), from: from)
    }

    private func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                byte < 128 && (Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// Signs in with a new key.
    func session(_ scope: Scope, expiresAfter: Int64? = nil) async throws -> (cookie: String, csrf: String) {
        let key = try await makeKey(scope, expiresAfter: expiresAfter)
        let cookie = try #require(try await signIn(with: key.secret).cookie("strata_session"))
        let found = try await store.session(hash: SessionCookieHash.of(cookie), at: clock.now)
        return (cookie, try #require(found).csrfToken)
    }

    /// A page, asked for with a session's cookie.
    func page(_ cookie: String) async throws -> Answer {
        try await send(.get, "/page/read", ["Cookie": "strata_session=\(cookie)"])
    }
}
