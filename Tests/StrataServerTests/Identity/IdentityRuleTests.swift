import HTTPTypes
import NIOCore
import StrataTestSupport
import Testing

@testable import StrataServer

@Suite("Rules of identity")
struct IdentityRuleTests {
    @Test(
        "send people on to pages of this server",
        arguments: [
            "/", "/runs", "/runs?state=failed&tag=a%20b#x", "/pipeline-runs/0123456789abcdef0123456789abcdef?open=3,17",
            "/runs/0123456789abcdef0123456789abcdef.4", "/compare?left=a&right=b", "/sign-interesting",
            "/runs?next=//example.com",
        ]
    )
    func localPaths(_ path: String) {
        #expect(LocalPath.checked(path) == path)
    }

    @Test(
        "send people nowhere else",
        arguments: [
            nil, "", "runs", "//example.com", "///example.com", "/\\example.com", "\\/example.com", "/runs\\..",
            "http://example.com", "https:example.com", "javascript:alert(1)", "data:text/html,x", " /runs", "/runs ",
            "/\t/example.com", "/\n/example.com", "/runs\r\nSet-Cookie: a=b", "/runs\nX: y", "/runs\u{0}",
            "/runs\u{85}", "/r\u{FC}ns", "/a//example.com", "/./runs", "/../runs", "/%2e%2e/runs", "/.%2E//x",
            "/sign-in",
            "/sign-in?next=/runs", "/sign-out", "/<script>", "/\"onclick=", "/" + String(repeating: "a", count: 2000),
        ] as [String?]
    )
    func foreignPaths(_ path: String?) {
        #expect(LocalPath.checked(path) == "/")
        let address = LocalPath.signIn(thenTo: path ?? "")
        #expect(address == "/sign-in")
    }

    @Test("write the page to come back to into the address, with what has a meaning there escaped")
    func signInAddress() {
        #expect(LocalPath.signIn(thenTo: "/runs?a=b&c=%20+d") == "/sign-in?next=/runs%3Fa%3Db%26c%3D%2520%2Bd")
    }

    /// A request as a browser describes it, and whether it passes.
    struct Case: Sendable {
        var site: String?
        var origin: String?
        var authority: String?
        var passes: Bool

        init(_ site: String?, _ origin: String?, _ authority: String?, _ passes: Bool) {
            self.site = site
            self.origin = origin
            self.authority = authority
            self.passes = passes
        }
    }

    @Test(
        "let through what a page of this server, a person or a program sends",
        arguments: [
            Case("same-origin", nil, "strata.example", true),
            Case("same-origin", "https://behind-a-proxy.example", "127.0.0.1:7870", true),
            Case("none", nil, "strata.example", true),
            Case("cross-site", nil, "strata.example", false),
            Case("cross-site", "http://strata.example", "strata.example", false),
            Case("same-site", "https://other.example", "strata.example", false),
            Case("", nil, "strata.example", false),
            Case("Same-Origin", nil, "strata.example", false),
            Case(nil, nil, "strata.example", true),
            Case(nil, nil, nil, true),
            Case(nil, "http://strata.example", "strata.example", true),
            Case(nil, "https://strata.example", "strata.example", true),
            Case(nil, "https://strata.example", "STRATA.example:443", true),
            Case(nil, "http://strata.example", "strata.example:80", true),
            Case(nil, "http://strata.example:7870", "strata.example:7870", true),
            Case(nil, "http://strata.example:7871", "strata.example:7870", false),
            Case(nil, "https://strata.example:80", "strata.example", false),
            Case(nil, "null", "strata.example", false),
            Case(nil, "", "strata.example", false),
            Case(nil, "strata.example", "strata.example", false),
            Case(nil, "file://strata.example", "strata.example", false),
            Case(nil, "http://strata.example.evil.example", "strata.example", false),
            Case(nil, "http://evil.example", "strata.example", false),
            Case(nil, "http://strata.example, http://evil.example", "strata.example", false),
            Case(nil, "http://strata.example", nil, false),
        ]
    )
    func crossSite(_ row: Case) {
        let signs = CrossSiteRule.Signs(fetchSite: row.site, origin: row.origin, authority: row.authority)
        #expect(CrossSiteRule.allows(signs) == row.passes)
    }

    @Test(
        "know the names that only this machine has",
        arguments: [
            ("localhost", true), ("LOCALHOST:7870", true), ("localhost.", true), ("strata.localhost:1", true),
            ("127.0.0.1", true), ("127.0.0.1:7870", true), ("127.255.0.3", true), ("[::1]", true), ("[::1]:7870", true),
            ("", false), ("example.com", false), ("localhost.example.com", false), ("127.0.0.1.example.com", false),
            ("127.0.0.1.nip.io:7870", false), ("127.1", false), ("127.0.0.256", false), ("0.0.0.0", false),
            ("192.168.1.2", false), ("[::]", false), ("[::1", false), ("[::1]x", false), ("localhost:80x", false),
            ("user@localhost", false), ("notlocalhost", false), ("10.0.0.1:127", false),
        ]
    )
    func loopbackNames(_ host: String, _ isLoopback: Bool) {
        #expect(HostName.isLoopback(host) == isLoopback)
    }

    @Test("let nobody in without a key unless the machine or someone says so")
    func openness() {
        #expect(IdentitySettings(isLoopback: true).whileWithoutKeys == .toThisMachine)
        #expect(IdentitySettings(isLoopback: true, isBehindProxy: true).whileWithoutKeys == .closed)
        #expect(IdentitySettings(isLoopback: false).whileWithoutKeys == .closed)
        #expect(IdentitySettings(isLoopback: false, isInsecure: true).whileWithoutKeys == .toAnyone)
        #expect(IdentitySettings(isLoopback: true, isInsecure: true).whileWithoutKeys == .toAnyone)
    }

    @Test(
        "count failures by what one client has of the addresses",
        arguments: [
            ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::", "2001:db8:1:2::/64"),
            ("::1", "0:0:0:0::/64"),
        ]
    )
    func addresses(_ address: String, _ expected: String) throws {
        #expect(ClientAddress(try SocketAddress(ipAddress: address, port: 1)).text == expected)
        #expect(ClientAddress(forwardedFor: "203.0.113.9, \(address)")?.text == expected)
    }

    @Test(
        "take no address from what a proxy does not say",
        arguments: [nil, "", "unknown", "192.0.2.1, unknown", "example.com"] as [String?]
    )
    func noAddress(_ field: String?) {
        #expect(ClientAddress(forwardedFor: field) == nil)
    }

    @Test(
        "read forms as browsers write them",
        arguments: [
            ("key=a&next=%2Fruns%3Fa", "key", "a"), ("key=a&next=%2Fruns%3Fa", "next", "/runs?a"),
            ("key=a+b%2Bc", "key", "a b+c"), ("key=a=b", "key", "a=b"), ("key=&x=1", "key", ""),
            ("key=1&key=2", "key", "1"), ("k%65y=1", "key", "1"), ("key=%C3%BC", "key", "ü"),
            ("key=%0d%0a", "key", "\r\n"),
            ("key=%", "key", nil), ("key=%4", "key", nil), ("key=%zz", "key", nil), ("key=%+1", "key", nil),
            ("key=%FF", "key", nil), ("key", "key", nil), ("", "key", nil), ("&&=&", "key", nil),
        ] as [(String, String, String?)]
    )
    func forms(_ body: String, _ name: String, _ value: String?) {
        #expect(FormFields(body.utf8)[name] == value)
    }
}
