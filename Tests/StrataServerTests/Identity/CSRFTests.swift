import HTTPTypes
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataServer

@Suite("Requests from other sites")
struct CSRFTests {
    /// What a request that changes something carries, and what is answered.
    struct Row: Sendable, CustomTestStringConvertible {
        var fields: [String: String] = [:]
        var token: Token = .none
        var status: Int

        var testDescription: String { "\(fields) \(token)" }
    }

    /// Where the session's token stands.
    enum Token: Sendable {
        case none, header, form, wrongHeader, otherSessions
    }

    @Test(
        "are refused with a session, whatever they carry; those of our pages pass with the session's token",
        arguments: [
            Row(token: .header, status: 200),
            Row(token: .form, status: 200),
            Row(fields: ["Sec-Fetch-Site": "same-origin"], token: .header, status: 200),
            Row(fields: ["Sec-Fetch-Site": "same-origin"], token: .form, status: 200),
            Row(fields: ["Origin": "http://localhost:7870"], token: .form, status: 200),
            Row(token: .none, status: 403),
            Row(fields: ["Sec-Fetch-Site": "same-origin"], token: .none, status: 403),
            Row(token: .wrongHeader, status: 403),
            Row(token: .otherSessions, status: 403),
            Row(fields: ["Sec-Fetch-Site": "cross-site"], token: .header, status: 403),
            Row(fields: ["Sec-Fetch-Site": "same-site"], token: .form, status: 403),
            Row(fields: ["Origin": "http://evil.example"], token: .header, status: 403),
            Row(fields: ["Origin": "null"], token: .form, status: 403),
        ]
    )
    func sessions(_ row: Row) async throws {
        try await IdentityFixture.with { fixture in
            let (cookie, csrf) = try await fixture.session(.submit)
            let (_, other) = try await fixture.session(.submit)
            var fields = row.fields
            fields["Cookie"] = "strata_session=\(cookie)"
            var body = "a=b"
            switch row.token {
            case .none: break
            case .header: fields["X-CSRF-Token"] = csrf
            case .wrongHeader: fields["X-CSRF-Token"] = String(csrf.dropLast()) + "~"
            case .otherSessions: fields["X-CSRF-Token"] = other
            case .form:
                fields["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
                body = "a=b&csrf=\(csrf)"
            }
            let answer = try await fixture.send(.post, "/echo", fields, body: body)
            #expect(answer.status == row.status)
            // What the middleware reads of a form is there for the route, too.
            if row.status == 200 { #expect(answer.body == body) }
        }
    }

    @Test(
        "are refused on an open server as well, which a page elsewhere could otherwise use",
        arguments: [
            (["Sec-Fetch-Site": "cross-site"], 403), (["Origin": "http://evil.example"], 403),
            (["Origin": "null"], 403), (["Sec-Fetch-Site": "same-origin"], 200),
            (["Origin": "http://localhost:7870"], 200), ([:], 200),
        ] as [([String: String], Int)]
    )
    func openServer(_ fields: [String: String], _ status: Int) async throws {
        try await IdentityFixture.with { fixture in
            let answer = try await fixture.send(.post, "/echo", fields, body: "x")
            #expect(answer.status == status)
            #expect(try await fixture.send(.get, "/api/v1/read", fields).status == 200)
        }
    }

    @Test("pass with a key, which no browser sends by itself")
    func keys() async throws {
        try await IdentityFixture.with { fixture in
            let key = try await fixture.makeKey(.submit)
            let fields = ["Authorization": "Bearer \(key.secret)", "Origin": "http://evil.example"]
            let answer = try await fixture.send(.post, "/echo", fields, body: "x")
            #expect(answer.status == 200 && answer.body == "x")
        }
    }

    @Test("with forms larger than any of ours are refused before they are read")
    func largeForms() async throws {
        try await IdentityFixture.with { fixture in
            let (cookie, csrf) = try await fixture.session(.submit)
            let fields = ["Cookie": "strata_session=\(cookie)", "Content-Type": FormFields.mediaType]
            let body = "a=" + String(repeating: "b", count: 70_000) + "&csrf=\(csrf)"
            #expect(try await fixture.send(.post, "/echo", fields, body: body).status == 413)
        }
    }
}
