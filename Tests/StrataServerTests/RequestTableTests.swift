import StrataAPI
import StrataModel
import StrataServer
import StrataServerTestSupport
import StrataTestSupport
import Testing

/// What is refused, with which status, and in which words.
@Suite("Refusals")
struct RequestTableTests {
    /// A request that cannot be answered.
    struct Refused: Sendable, CustomTestStringConvertible {
        var method = "GET"
        var path: String
        var body: String?
        var headers: [String: String] = ["Content-Type": "application/json"]
        var status: Int
        var code = "invalid"
        var words: String

        var testDescription: String { "\(method) \(path.prefix(80)) \(body?.prefix(60) ?? "")" }
    }

    static let id = "3f9a1c2b5d6e7f8091a2b3c4d5e6f708"
    static let run = "\(id).0"
    static let unknown = String(repeating: "0", count: 32)
    static let blob = "sha256:" + String(repeating: "0", count: 64)

    static let queries: [Refused] = [
        Refused(path: "/api/v1/pipeline-runs?state=done", status: 400, words: "one of running, succeeded"),
        Refused(path: "/api/v1/pipeline-runs?sate=running", status: 400, words: "no query parameter 'sate'"),
        Refused(path: "/api/v1/pipeline-runs?limit=0", status: 400, words: "from 1 to 200"),
        Refused(path: "/api/v1/pipeline-runs?limit=201", status: 400, words: "from 1 to 200"),
        Refused(path: "/api/v1/pipeline-runs?limit=ten", status: 400, words: "from 1 to 200"),
        Refused(path: "/api/v1/pipeline-runs?limit=1&limit=2", status: 400, words: "2 times"),
        Refused(path: "/api/v1/pipeline-runs?since=yesterday", status: 400, words: "ISO 8601"),
        Refused(path: "/api/v1/pipeline-runs?since=99999999999999999999", status: 400, words: "ISO 8601"),
        Refused(path: "/api/v1/pipeline-runs?q=a%00b", status: 400, words: "no NUL"),
        Refused(path: "/api/v1/pipeline-runs?cursor=nonsense", status: 404, code: "notFound", words: "cursor"),
        Refused(path: "/api/v1/functions?latest=101", status: 400, words: "from 0 to 100"),
        Refused(path: "/api/v1/runs/\(run)/logs?level=loud", status: 400, words: "trace, debug"),
        Refused(path: "/api/v1/runs/\(run)/logs?fromEnd=perhaps", status: 400, words: "true or false"),
        Refused(path: "/api/v1/runs/\(run)/logs?offset=-1", status: 400, words: "from 0"),
        Refused(path: "/api/v1/pipeline-runs/\(id)/runs?state=ended", status: 400, words: "one of created"),
        Refused(path: "/api/v1/pipeline-runs/\(id)/runs?from=2147483647", status: 400, words: "from 0 to 2147483646"),
        Refused(path: "/api/v1/version?pretty", status: 400, words: "there are none here"),
    ]

    static let addresses: [Refused] = [
        Refused(path: "/api/v1/nothing", status: 404, code: "notFound", words: "nothing at this address"),
        Refused(path: "/nothing", status: 404, code: "notFound", words: "nothing at this address"),
        Refused(path: "/assets/../../etc/passwd", status: 404, code: "notFound", words: ""),
        Refused(path: "/assets/%2e%2e%2fmain.swift", status: 404, code: "notFound", words: ""),
        Refused(path: "/api/v1/pipeline-runs/3f9a1c2b", status: 400, words: "32 hexadecimal digits"),
        Refused(path: "/api/v1/pipeline-runs/\(unknown)", status: 404, code: "notFound", words: unknown),
        Refused(path: "/api/v1/pipeline-runs/\(unknown)/events", status: 404, code: "notFound", words: unknown),
        Refused(path: "/api/v1/pipeline-runs/\(unknown)/graph", status: 404, code: "notFound", words: unknown),
        Refused(path: "/api/v1/runs/\(id)", status: 400, words: "a dot and a number"),
        Refused(path: "/api/v1/runs/\(id).-1", status: 400, words: "a dot and a number"),
        Refused(path: "/api/v1/runs/\(id).99999999999", status: 400, words: "a dot and a number"),
        Refused(path: "/api/v1/runs/\(id).2147483647", status: 404, code: "notFound", words: "no run"),
        Refused(path: "/api/v1/runs/\(run)/output", status: 404, code: "notFound", words: "has no output"),
        Refused(path: "/api/v1/runs/\(run)/inputs/data", status: 404, code: "notFound", words: "no input 'data'"),
        Refused(path: "/api/v1/functions/none/versions", status: 404, code: "notFound", words: "no function 'none'"),
        Refused(path: "/api/v1/blobs/\(blob)", status: 404, code: "notFound", words: "no blob"),
        Refused(path: "/api/v1/blobs/sha256:12", status: 400, words: "64 lower-case"),
        Refused(path: "/api/v1/blobs/..%2f..%2fmetadata.sqlite", status: 400, words: "64 lower-case"),
        Refused(path: "/api/v1/blobs/sha512:" + String(repeating: "0", count: 64), status: 400, words: "64 lower-case"),
        Refused(
            path: "/api/v1/compare?left=\(run)&right=\(id).2147483647",
            status: 404,
            code: "notFound",
            words: "no run"
        ),
    ]

    static let methods: [Refused] = [
        Refused(method: "DELETE", path: "/api/v1/version", status: 405, words: "GET, HEAD"),
        Refused(method: "PATCH", path: "/api/v1/pipeline-runs", status: 405, words: "GET, HEAD, POST"),
        Refused(method: "QUERY", path: "/api/v1/pipeline-runs", status: 405, words: "GET, HEAD, POST"),
        Refused(method: "PUT", path: "/assets/base.css", status: 405, words: "GET, HEAD"),
    ]

    static let bodies: [Refused] = [
        Refused(method: "POST", path: "/api/v1/pipeline-runs", body: "", status: 400, words: "not JSON"),
        Refused(method: "POST", path: "/api/v1/pipeline-runs", body: "{", status: 400, words: "not JSON"),
        Refused(method: "POST", path: "/api/v1/pipeline-runs", body: "{}", status: 400, words: "has no member 'id'"),
        Refused(
            method: "POST",
            path: "/api/v1/pipeline-runs",
            body: #"{"id":"x"}"#,
            status: 400,
            words: "id: 'x' is not"
        ),
        Refused(
            method: "POST",
            path: "/api/v1/pipeline-runs",
            body: "{}",
            headers: [:],
            status: 415,
            words: "does not say what its body is"
        ),
        Refused(
            method: "POST",
            path: "/api/v1/pipeline-runs",
            body: "{}",
            headers: ["Content-Type": "text/plain"],
            status: 415,
            words: "'text/plain'"
        ),
        Refused(
            method: "POST",
            path: "/api/v1/pipeline-runs/\(id)/changes",
            body: #"{"number":0,"changes":[{"transition":{"index":"0"}}]}"#,
            status: 400,
            words: "changes[0].transition.index"
        ),
        Refused(
            method: "POST",
            path: "/api/v1/pipeline-runs/\(id)/changes",
            body: #"{"number":0,"changes":[{"nonsense":{}}]}"#,
            status: 400,
            words: "an object with one member"
        ),
        Refused(
            method: "POST",
            path: "/api/v1/pipeline-runs/\(id)/changes",
            body: #"{"number":-1,"changes":[]}"#,
            status: 400,
            words: "they start at 0"
        ),
        Refused(
            method: "POST",
            path: "/api/v1/pipeline-runs/\(unknown)/changes",
            body: #"{"number":0,"changes":[]}"#,
            status: 404,
            code: "notFound",
            words: "pipeline run"
        ),
        Refused(
            method: "POST",
            path: "/api/v1/pipeline-runs/\(id)/notes",
            body: #"{"text":" "}"#,
            status: 400,
            words: "no text"
        ),
        Refused(
            method: "POST",
            path: "/api/v1/pipeline-runs/\(id)/notes",
            body: #"{"text":"x","id":"../x"}"#,
            status: 400,
            words: "32 lower-case"
        ),
        Refused(
            method: "PUT",
            path: "/api/v1/pipeline-runs/\(id)/tags",
            body: #"{"tags":["a","a"]}"#,
            status: 400,
            words: "there twice"
        ),
        Refused(
            method: "PUT",
            path: "/api/v1/pipeline-runs/\(id)/tags",
            body: #"{"tags":["a\nb"]}"#,
            status: 400,
            words: "on one line"
        ),
        Refused(
            method: "POST",
            path: "/api/v1/runs/\(run)/logs",
            body: #"{"lines":[]}"#,
            status: 400,
            words: "Idempotency-Key"
        ),
        Refused(
            method: "POST",
            path: "/api/v1/runs/\(run)/metrics",
            body: #"[{"run":7,"attempt":1,"name":"loss","step":0,"value":"NaN","time":0}]"#,
            headers: ["Content-Type": "application/json", "Idempotency-Key": "12345678"],
            status: 409,
            code: "conflict",
            words: "run 7"
        ),
        Refused(
            method: "POST",
            path: "/api/v1/pipeline-runs/\(id)/rerun",
            status: 409,
            code: "conflict",
            words: "cannot start"
        ),
        Refused(
            method: "PUT",
            path: "/api/v1/blobs/\(blob)",
            body: "other bytes",
            headers: [:],
            status: 409,
            code: "conflict",
            words: "has the digest"
        ),
        Refused(
            path: "/api/v1/version",
            headers: ["Strata-Client-Version": "0.0.9"],
            status: 426,
            code: "unsupportedVersion",
            words: "Update the client"
        ),
        Refused(
            path: "/api/v1/version",
            headers: ["Strata-Client-Version": "99.0.0"],
            status: 426,
            code: "unsupportedVersion",
            words: "Update the server"
        ),
        Refused(
            path: "/api/v1/version",
            headers: ["Strata-Client-Version": "newest"],
            status: 400,
            words: "no version"
        ),
    ]

    @Test("What cannot be is refused as a problem that says why")
    func refusals() async throws {
        try await ServerFixture.with { server in
            try await server.recordOneRun(id: Self.id)
            for refused in Self.queries + Self.addresses + Self.methods + Self.bodies {
                let answer = try await server.send(
                    refused.method,
                    refused.path,
                    headers: refused.headers,
                    body: refused.body.map { Array($0.utf8) }
                )
                #expect(answer.status == refused.status, "\(refused.testDescription): \(answer.text)")
                #expect(answer.headers["content-type"] == Problem.mediaType, "\(refused.testDescription)")
                let problem = try answer.value(Problem.self)
                #expect(problem.code == refused.code && problem.status == refused.status, "\(refused.testDescription)")
                #expect(problem.description.contains(refused.words), "\(refused.testDescription): \(problem)")
                #expect(problem.requestID == answer.headers["x-request-id"], "\(refused.testDescription)")
            }
            #expect(!server.log.lines.contains { $0.hasPrefix("error") })
        }
    }

    @Test("A method that is not possible is answered with those that are")
    func allowHeader() async throws {
        try await ServerFixture.with { server in
            let refused = try await server.send("DELETE", "/api/v1/pipeline-runs")
            #expect(refused.headers["allow"] == "GET, HEAD, POST")
            #expect(try await server.send("HEAD", "/api/v1/version").status == 200)
        }
    }

    @Test("A stale transition is refused with the present state, a number out of order with the next")
    func conflicts() async throws {
        try await ServerFixture.with { server in
            let id = try await server.recordOneRun(id: Self.id)
            let path = "/api/v1/pipeline-runs/\(id)/changes"
            let stale = ChangeBatch(number: 1, changes: [Samples.step(0, .created, .scheduled)])
            let refused = try await server.send("POST", path, json: stale)
            #expect(refused.status == 409)
            #expect(try refused.value(Problem.self).code == "illegalTransition")
            #expect(try refused.value(Problem.self).presentState == .running)
            let early = try await server.send("POST", path, json: ChangeBatch(number: 7, changes: []))
            #expect(early.status == 409)
            #expect(try early.value(Problem.self).nextBatch == 1)
        }
    }
}
