import Foundation
import NIOHTTP1
import StrataOCI
import StrataTestSupport
import Testing

@testable import StrataRegistry

/// The headers that registries send, well-formed and not.
@Suite("Headers")
struct HeaderTests {
    @Test(
        "of challenges are taken apart",
        arguments: [
            (
                #"Bearer realm="https://a/t?x=1,2",service="s",scope="repository:a:pull,push""#,
                [
                    Challenge(
                        scheme: "bearer",
                        parameters: ["realm": "https://a/t?x=1,2", "service": "s", "scope": "repository:a:pull,push"]
                    )
                ]
            ),
            (
                #"BEARER Realm = "a\"b\\c" , service=plain"#,
                [Challenge(scheme: "bearer", parameters: ["realm": #"a"b\c"#, "service": "plain"])]
            ),
            (
                #"Basic realm="x", Bearer realm="https://t",error="invalid_token""#,
                [
                    Challenge(scheme: "basic", parameters: ["realm": "x"]),
                    Challenge(scheme: "bearer", parameters: ["realm": "https://t", "error": "invalid_token"]),
                ]
            ),
            (
                #"Negotiate, NTLM, Basic realm="x""#,
                [
                    Challenge(scheme: "negotiate"), Challenge(scheme: "ntlm"),
                    Challenge(scheme: "basic", parameters: ["realm": "x"]),
                ]
            ),
            (
                #"Negotiate dGVzdA==, Basic realm=x"#,
                [Challenge(scheme: "negotiate"), Challenge(scheme: "basic", parameters: ["realm": "x"])]
            ),
            (",, Basic ,", [Challenge(scheme: "basic")]), ("", []), ("\"", []),
            (#"Bearer realm="unclosed"#, [Challenge(scheme: "bearer")]),
        ] as [(String, [Challenge])]
    )
    func challenges(header: String, expected: [Challenge]) {
        #expect(Challenge.parse(header) == expected)
    }

    @Test(
        "of links name the next page",
        arguments: [
            ("</v2/a/tags/list?last=b&n=1>; rel=\"next\"", "/v2/a/tags/list?last=b&n=1"),
            ("<a>; rel=prev, <b>;rel=next", "b"),
            ("<a>; title=\"x, <c>; rel=next\"; rel=\"prev next\"", "a"), ("<a>; REL=NEXT", "a"), ("<a>", nil),
            ("a; rel=next", nil), ("<a; rel=next", nil),
        ] as [(String, String?)]
    )
    func links(header: String, expected: String?) {
        #expect(LinkHeader.next(header) == expected)
    }

    @Test(
        "of uploads say how much has arrived",
        arguments: [
            ("0-99", 100), ("bytes=0-99", 100), (" 0 - 99 ", 100), ("0-0", nil), ("5-99", nil), ("0-", nil),
            ("-5", nil), ("0--5", nil), ("", nil),
            ("0-9223372036854775807", nil), ("0-99999999999999999999", nil),
        ] as [(String, Int64?)]
    )
    func ranges(header: String, expected: Int64?) {
        #expect(ByteRange.uploaded(header) == expected)
    }

    @Test(
        "of parts say where they begin",
        arguments: [
            ("bytes 5-9/10", 5, 10), ("BYTES 0-0/1", 0, 1), ("bytes 5-9/*", 5, nil), ("bytes 5-9/9", nil, nil),
            ("bytes 9-5/10", nil, nil), ("bytes */10", nil, nil),
            ("items 5-9/10", nil, nil), ("bytes", nil, nil),
        ] as [(String, Int64?, Int64?)]
    )
    func contentRanges(header: String, first: Int64?, total: Int64?) {
        let range = ByteRange.content(header)
        #expect(range?.first == first)
        #expect(range?.total == total)
    }

    @Test(
        "that ask to wait say how long",
        arguments: [
            ("5", 5), (" 0 ", 0), ("-1", nil), ("99999999999999999999", 100_000_000),
            ("Sun, 06 Nov 1994 08:49:47 GMT", 10),
            ("Sunday, 06-Nov-94 08:49:47 GMT", 10), ("Sun Nov  6 08:49:47 1994", 10),
            ("Sun, 06 Nov 1994 08:49:00 GMT", 0), ("soon", nil), ("", nil),
            ("Sun, 32 Nov 1994 08:49:47 GMT", nil),
        ] as [(String, Int?)]
    )
    func retryAfter(header: String, expected: Int?) {
        let now = Date(timeIntervalSince1970: 784_111_777)
        #expect(RetryAfter.duration(header, now: now) == expected.map { .seconds($0) })
    }

    @Test(
        "of locations lead where they say",
        arguments: [
            ("/v2/b?x=1", "https://r.test:5000/v2/b?x=1"), ("c?y#z", "https://r.test:5000/v2/a/c?y"),
            ("?q=1", "https://r.test:5000/v2/a/up?q=1"),
            ("../c", "https://r.test:5000/v2/c"), ("../../../c/./d/..", "https://r.test:5000/c/"),
            ("//o.test/x", "https://o.test/x"),
            ("HTTP://O.test:80/x", "http://o.test/x"), ("https://[::1]:7/x", "https://[::1]:7/x"),
            ("https://u:p@h/x", nil), ("http://", nil),
            ("ftp://x/y", nil), ("", nil), ("a b", nil), ("https://h:0/", nil), ("https://h:99999/", nil),
            ("https://[::1/x", nil),
            ("https://o.test", "https://o.test/"), ("https://o.test?a=b", "https://o.test/?a=b"),
        ] as [(String, String?)]
    )
    func locations(location: String, expected: String?) throws {
        let base = try #require(WebAddress("https://r.test:5000/v2/a/up?state=1"))
        #expect(base.resolving(location)?.text == expected)
    }

    @Test("of locations go on over TLS where the registry does not know that it is used")
    func upgradedLocations() throws {
        let home = try #require(WebAddress("https://r.test/"))
        let action = RegistryAction(registry: try RegistryHost("r.test"), words: "pushing", subject: .blob)
        let session = try UploadSession(["location": "http://r.test/v2/x?s=%2F"], base: home, home: home, action)
        #expect(session.location.text == "https://r.test/v2/x?s=%2F")
        #expect(session.location.adding("digest", "sha256:0").text == "https://r.test/v2/x?s=%2F&digest=sha256:0")
        #expect(throws: RegistryError.self) {
            try UploadSession(["location": "http://evil.test/v2/x"], base: home, home: home, action)
        }
        let other = try UploadSession(
            ["Location": "https://upload.test/x", "OCI-Chunk-Min-Length": "77"],
            base: home,
            home: home,
            action
        )
        #expect(other.location.host == "upload.test")
        #expect(other.shortestChunk == 77)
    }

    @Test(
        "survive 10,000 mutations",
        arguments: [
            #"Bearer realm="https://a/t?x=1",service="s",scope="repository:a:pull,push", Basic realm=x, Negotiate dGVzdA=="#,
            #"</v2/a/tags/list?last=b&n=1>; rel="next"; title="x, y\"z", <b>; rel=prev"#, "bytes=0-12345",
            "bytes 100-12345/99999",
            "https://[2001:db8::1]:5000/v2/a/../b/./uploads/1?_state=a%2Fb==&x#y", "Sun, 06 Nov 1994 08:49:37 GMT",
        ]
    )
    func mutations(text: String) throws {
        let seed: UInt64 = 20_260_802
        print("seed \(seed)")
        let base = try #require(WebAddress("https://r.test:5000/v2/a/up?state=1"))
        mutate(text, seed: seed, count: 10_000) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            _ = Challenge.parse(text)
            _ = LinkHeader.next(text)
            _ = ByteRange.uploaded(text)
            _ = ByteRange.content(text)
            _ = RetryAfter.duration(text)
            if let address = base.resolving(text) {
                // What was understood is understood again, and names the same place.
                #expect(WebAddress(address.text) == address, "\(text)")
                #expect(!address.host.contains("@") && address.target.hasPrefix("/"))
            }
            let problem = RegistryProblem(body: bytes, hiding: ["secret"])
            #expect((problem.message ?? "").count <= 500)
        }
    }
}
