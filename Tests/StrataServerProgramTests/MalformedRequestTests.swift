import StrataModel
import StrataTestSupport
import Testing

/// Sends the built server what no proper client sends.
@Suite("A server that is sent nonsense", .serialized, .timeLimit(.minutes(5)))
struct MalformedRequestTests {
    /// A request, and the statuses that are right for it; none where the connection may just be closed.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var bytes: String
        var statuses: Set<Int> = [400]
    }

    private static let host = "Host: 127.0.0.1\r\n"
    private static let post = "POST /api/v1/pipeline-runs HTTP/1.1\r\n" + host + "Content-Type: application/json\r\n"

    static let cases = [
        Case(testDescription: "two lengths", bytes: post + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}"),
        Case(testDescription: "two lengths in one", bytes: post + "Content-Length: 2, 40\r\n\r\n{}"),
        Case(
            testDescription: "a length and pieces",
            bytes: post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        Case(
            testDescription: "an encoding that is none",
            bytes: post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            statuses: [400, 501]
        ),
        Case(
            testDescription: "pieces that are not last",
            bytes: post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            statuses: [400, 501]
        ),
        Case(testDescription: "a negative length", bytes: post + "Content-Length: -1\r\n\r\n"),
        Case(testDescription: "a length with a sign", bytes: post + "Content-Length: +2\r\n\r\n{}"),
        Case(
            testDescription: "a length beyond all numbers",
            bytes: post + "Content-Length: 99999999999999999999999\r\n\r\n"
        ),
        Case(
            testDescription: "a piece beyond all numbers",
            bytes: post + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"
        ),
        Case(testDescription: "a piece of no number", bytes: post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
        Case(testDescription: "a space before the colon", bytes: post + "Content-Length : 2\r\n\r\n{}"),
        Case(testDescription: "a folded header", bytes: "GET /readyz HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n"),
        Case(testDescription: "a NUL in a header", bytes: "GET /readyz HTTP/1.1\r\n" + host + "X: a\0b\r\n\r\n"),
        Case(testDescription: "a return in a header", bytes: "GET /readyz HTTP/1.1\r\n" + host + "X: a\rb\r\n\r\n"),
        Case(testDescription: "a control in the path", bytes: "GET /readyz\u{1} HTTP/1.1\r\n" + host + "\r\n"),
        Case(testDescription: "no version", bytes: "GET /readyz\r\n\r\n"),
        Case(testDescription: "a version there is not", bytes: "GET /readyz HTTP/9.7\r\n" + host + "\r\n"),
        Case(testDescription: "HTTP/2 from the start", bytes: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Case(testDescription: "TLS", bytes: "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{fc}\u{3}\u{3}"),
        Case(
            testDescription: "a path without end",
            bytes: "GET /" + String(repeating: "a", count: 200_000) + " HTTP/1.1\r\n" + host + "\r\n"
        ),
        Case(
            testDescription: "a header without end",
            bytes: "GET /readyz HTTP/1.1\r\n" + host + "X: " + String(repeating: "a", count: 400_000) + "\r\n\r\n",
            statuses: [400, 431]
        ),
        Case(
            testDescription: "headers without end",
            bytes: "GET /readyz HTTP/1.1\r\n" + host + String(repeating: "X: y\r\n", count: 100_000) + "\r\n",
            statuses: [400, 431]
        ),
        Case(testDescription: "just noise", bytes: String(repeating: "\u{7f}~\n", count: 500)),
    ]

    @Test("refuses it, closes, and answers others", arguments: cases)
    func refuses(_ nonsense: Case) async throws {
        try await withServer { server in
            let smuggled = PipelineRunID()
            // Whatever a server takes for the end of the request: what comes after it must not be taken for another one.
            let second = "GET /api/v1/pipeline-runs/\(smuggled) HTTP/1.1\r\n\(Self.host)\r\n"
            let answer = try await RawConnection.run(to: server.port) { reader, writer in
                // The server may close while it is being written to.
                try? await writer.send(nonsense.bytes + second)
                return await reader.read(for: .seconds(20))
            }
            #expect(answer.isClosed)
            let statuses = answer.text.matches(of: /HTTP\/1\.[01] (\d{3})/).compactMap { Int($0.output.1) }
            #expect(statuses.count <= 1, "\(answer.text)")
            #expect(Set(statuses).isSubset(of: nonsense.statuses), "\(answer.text)")
            #expect(!server.log.contains("\(smuggled)"))
        }
    }

    @Test("does not let what a client sends begin a header of an answer")
    func headers() async throws {
        try await withServer { server in
            let paths = [
                "/api/v1/pipeline-runs?q=%0d%0aX-Injected:%20yes", "/runs?q=%0d%0aX-Injected:%20yes",
                "/%0d%0aX-Injected:%20yes", "/sign-in?next=%0d%0aX-Injected:%20yes",
                "/api/v1/pipeline-runs?cursor=%0d%0aX-Injected:%20yes",
            ]
            for path in paths {
                let answer = try await server.send("GET", path, headers: ["X-Request-ID": "a%0d%0aX-Injected: yes"])
                #expect(answer.headers["x-injected"] == nil, "\(path)")
                #expect(answer.status < 500, "\(path)")
            }
        }
    }
}
