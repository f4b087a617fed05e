import Foundation
import StrataAPI
import StrataModel
import StrataTestSupport
import Testing

/// Sends the built server more than it takes.
@Suite("A server that is sent too much", .serialized, .timeLimit(.minutes(5)))
struct BodyLimitTests {
    private static func head(_ method: String, _ path: String) -> String {
        "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nIdempotency-Key: 0123456789abcdef\r\n"
    }

    private static let addresses = [
        "/api/v1/pipeline-runs", "/api/v1/pipeline-runs/\(PipelineRunID())/changes",
        "/api/v1/pipeline-runs/\(PipelineRunID())/notes", "/api/v1/runs/\(PipelineRunID()).0/logs",
        "/api/v1/runs/\(PipelineRunID()).0/metrics", "/api/v1/keys",
    ]

    @Test("says so before it took it, and does not hold it in memory")
    func announced() async throws {
        try await withServer { server in
            let before = try server.residentBytes()
            for path in Self.addresses {
                let answer = try await RawConnection.run(to: server.port) { reader, writer in
                    try await writer.send(Self.head("POST", path) + "Content-Length: 9000000000\r\n\r\n{")
                    return await reader.read(for: .seconds(20), until: { $0.contains("\r\n\r\n") })
                }
                #expect(
                    answer.text.hasPrefix("HTTP/1.1 413") || answer.text.hasPrefix("HTTP/1.1 404"),
                    "\(path): \(answer.text)"
                )
            }
            #expect(try server.residentBytes() < before + (64 << 20))
        }
    }

    @Test("says so as soon as it is too much, where nobody said how much it is")
    func unannounced() async throws {
        try await withServer { server in
            let before = try server.residentBytes()
            for path in Self.addresses {
                let answer = try await RawConnection.run(to: server.port) { reader, writer in
                    async let answer = reader.read(for: .seconds(30), until: { $0.contains("\r\n\r\n") })
                    let piece = "100000\r\n" + String(repeating: " ", count: 0x100000) + "\r\n"
                    // The server closes before it has read it all.
                    do {
                        try await writer.send(Self.head("POST", path) + "Transfer-Encoding: chunked\r\n\r\n")
                        for _ in 0..<300 { try await writer.send(piece) }
                    } catch {}
                    return await answer
                }
                #expect(
                    answer.text.hasPrefix("HTTP/1.1 413") || answer.text.hasPrefix("HTTP/1.1 404"),
                    "\(path): \(answer.text.prefix(200))"
                )
            }
            #expect(try server.residentBytes() < before + (200 << 20))
        }
    }

    @Test(
        "refuses JSON that is meant to break readers",
        arguments: [
            ("depth", String(repeating: "[", count: 400_000)),
            ("objects", String(repeating: "{\"a\":", count: 150_000)),
            ("a number", "{\"number\": 1" + String(repeating: "0", count: 500_000) + "}"),
            ("a wrong number", "{\"number\": 1e999999999, \"changes\": []}"),
            ("half of a pair", "{\"number\": 0, \"changes\": [{\"log\": \"\\ud800\"}]}"),
            ("names", "{" + (0..<50_000).map { "\"\($0)\":0" }.joined(separator: ",") + "}"),
            ("nothing", ""), ("null", "null"), ("no text", "\u{0}\u{1}\u{2}"),
        ]
    )
    func json(name: String, text: String) async throws {
        try await withServer { server in
            for path in Self.addresses {
                let answer = try await server.send(
                    "POST",
                    path,
                    headers: ["Content-Type": "application/json", "Idempotency-Key": "0123456789abcdef"],
                    body: Data(text.utf8)
                )
                #expect((400..<500).contains(answer.status), "\(path): \(answer.text)")
                #expect(answer.problem?.detail.isEmpty == false, "\(path): \(answer.text)")
            }
        }
    }

    @Test("does not unpack what is sent packed")
    func packed() async throws {
        try await withServer { server in
            let bomb = try await withTemporaryFolder { folder in
                let made = try await runProgram(
                    ["sh", "-c", "head -c 300000000 /dev/zero | gzip -9 >bomb"],
                    in: folder
                )
                #expect(made.exitCode == 0)
                return try Data(contentsOf: URL(filePath: folder + "/bomb"))
            }
            let before = try server.residentBytes()
            for path in Self.addresses {
                let headers = [
                    "Content-Type": "application/json", "Content-Encoding": "gzip",
                    "Idempotency-Key": "0123456789abcdef",
                ]
                let answer = try await server.send("POST", path, headers: headers, body: bomb)
                #expect((400..<500).contains(answer.status), "\(path): \(answer.text)")
            }
            #expect(try server.residentBytes() < before + (100 << 20))
        }
    }

    @Test("refuses bytes that are not those of their digest, and keeps nothing of them")
    func digests() async throws {
        try await withServer { server in
            let digest = Digest(hashing: Array("right".utf8))
            let wrong = try await server.send("PUT", "/api/v1/blobs/\(digest)", body: Data("wrong".utf8))
            #expect(wrong.status == 409, "\(wrong.text)")
            #expect(try await server.send("GET", "/api/v1/blobs/\(digest)").status == 404)
            #expect(try await server.send("PUT", "/api/v1/blobs/\(digest)", body: Data("right".utf8)).status == 201)
            let there = try await server.send("GET", "/api/v1/blobs/\(digest)")
            #expect(there.text == "right")
            #expect(there.headers["x-content-type-options"] == "nosniff")
            #expect(there.headers["content-disposition"]?.hasPrefix("attachment") == true)
            #expect(there.headers["content-security-policy"]?.contains("sandbox") == true)
            for (range, status) in [
                ("bytes=1-2", 206), ("bytes=-2", 206), ("bytes=9-", 416), ("bytes=2-1", 200), ("bytes=a-b", 200),
                ("bytes=0-99999999999999999999999999", 206), ("bytes=0-0,2-2", 200), ("lines=1", 200),
            ] {
                let part = try await server.send("GET", "/api/v1/blobs/\(digest)", headers: ["Range": range])
                #expect(
                    part.status == status || [200, 206, 416].contains(part.status) && range.contains("99999"),
                    "\(range): \(part.status)"
                )
            }
        }
    }
}
