import StrataModel
import StrataServer
import StrataServerTestSupport
import StrataTestSupport
import Testing

/// Clients that do not behave.
@Suite("Connections")
struct ConnectionTests {
    private static func head(_ length: Int) -> String {
        "PUT /api/v1/blobs/sha256:\(String(repeating: "0", count: 64)) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Content-Length: \(length)\r\n\r\n"
    }

    @Test("A body that stops coming ends the connection, and leaves nothing behind")
    func stalledBody() async throws {
        try await ServerFixture.with {
            $0.stallSeconds = 1
        } _: { server in
            let outcome = try await RawConnection.run(to: server.port) { reader, writer in
                try await writer.send(Self.head(1_000_000) + "a few bytes")
                return await reader.read(for: .seconds(20))
            }
            #expect(outcome.isClosed)
            #expect(try await server.send("GET", "/readyz").status == 200)
        }
    }

    @Test("A connection without a request, or with half a head, is ended")
    func idle() async throws {
        try await ServerFixture.with {
            $0.idleSeconds = 1
        } _: { server in
            for text in ["", "GET /healthz HTTP/1.1\r\nHost: 127."] {
                let outcome = try await RawConnection.run(to: server.port) { reader, writer in
                    try await writer.send(text)
                    return await reader.read(for: .seconds(20))
                }
                #expect(outcome.isClosed, "\(text)")
            }
        }
    }

    @Test("A body that is too large is refused while it comes, with words", arguments: [true, false])
    func oversized(isAnnounced: Bool) async throws {
        try await ServerFixture.with { server in
            let outcome = try await RawConnection.run(to: server.port) { reader, writer in
                let framing = isAnnounced ? "Content-Length: 80000000" : "Transfer-Encoding: chunked"
                try await writer.send(
                    "POST /api/v1/pipeline-runs HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\(framing)\r\n\r\n"
                )
                let piece = String(repeating: " ", count: 64 * 1024)
                for _ in 0..<20 { try await writer.send(isAnnounced ? piece : "10000\r\n\(piece)\r\n") }
                return await reader.read(for: .seconds(20))
            }
            #expect(outcome.text.hasPrefix("HTTP/1.1 413"), "\(outcome.text.prefix(200))")
            #expect(outcome.text.contains("tooLarge") && outcome.isClosed)
        }
    }

    @Test("A blob that is larger than is taken is refused, and one that is promised and not sent is not stored")
    func blobLimits() async throws {
        try await ServerFixture.with {
            $0.blobBytes = 1000
        } _: { server in
            let bytes = [UInt8](repeating: 7, count: 1001)
            let path = "/api/v1/blobs/\(Digest(hashing: bytes))"
            let refused = try await server.send("PUT", path, body: bytes)
            #expect(refused.status == 413)
            let fits = [UInt8](repeating: 7, count: 1000)
            #expect(try await server.send("PUT", "/api/v1/blobs/\(Digest(hashing: fits))", body: fits).status == 201)
            #expect(try await server.send("PUT", "/api/v1/blobs/\(Digest(hashing: fits))", body: fits).status == 204)
        }
    }

    @Test("A client that waits to be told to send its body is told")
    func expectContinue() async throws {
        try await ServerFixture.with { server in
            let digest = Digest(hashing: Array("hello".utf8))
            let outcome = try await RawConnection.run(to: server.port) { reader, writer in
                try await writer.send(
                    "PUT /api/v1/blobs/\(digest) HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"
                )
                let first = await reader.read(for: .seconds(20)) { $0.contains("\r\n\r\n") }
                return first.text
            }
            #expect(outcome.hasPrefix("HTTP/1.1 100"))
        }
    }
}
