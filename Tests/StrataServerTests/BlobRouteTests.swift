import StrataAPI
import StrataEngine
import StrataModel
import StrataServer
import StrataServerTestSupport
import StrataStore
import StrataTestSupport
import Testing

/// Bytes up and down.
@Suite("Blobs and values")
struct BlobRouteTests {
    static let text = "0123456789"

    static let ranges: [(range: String, status: Int, body: String)] = [
        ("bytes=0-3", 206, "0123"), ("bytes=4-", 206, "456789"), ("bytes=-3", 206, "789"), ("bytes=9-99", 206, "9"),
        ("bytes=-99", 206, text), ("BYTES=0-0", 206, "0"), ("bytes=10-", 416, ""), ("bytes=-0", 416, ""),
        ("bytes=99999999999999999999-", 416, ""), ("bytes=0-99999999999999999999", 206, text),
        // Not a range, several ranges, an impossible one: all of it.
        ("bytes=a-b", 200, text), ("bytes=0-1,3-4", 200, text), ("bytes=5-2", 200, text), ("lines=1-2", 200, text),
        ("bytes=", 200, text), ("bytes=-", 200, text),
    ]

    @Test("A range of a blob is what was asked for, or all, or refused")
    func range() async throws {
        try await ServerFixture.with { server in
            let bytes = Array(Self.text.utf8)
            let digest = Digest(hashing: bytes)
            let path = "/api/v1/blobs/\(digest)"
            #expect(try await server.send("PUT", path, body: bytes).status == 201)
            for (range, status, body) in Self.ranges {
                let answer = try await server.send("GET", path, headers: ["Range": range])
                #expect(answer.status == status, "\(range)")
                if status != 416 { #expect(answer.text == body, "\(range)") }
            }
            let tag = "\"\(digest.hexadecimal)\""
            #expect(try await server.send("GET", path, headers: ["If-None-Match": "\"x\", \(tag)"]).status == 304)
            #expect(
                try await server.send("GET", path, headers: ["Range": "bytes=0-1", "If-Range": "\"x\""]).text
                    == Self.text
            )
            let head = try await server.send("HEAD", path)
            #expect(head.headers["content-length"] == "10" && head.body.isEmpty)
            #expect(head.headers["content-disposition"]?.hasPrefix("attachment") == true)
            #expect(head.headers["content-security-policy"]?.contains("sandbox") == true)
            #expect(head.headers["x-content-type-options"] == "nosniff")
        }
    }

    @Test("A large blob goes up and down unchanged, in memory that does not grow with it")
    func large() async throws {
        try await ServerFixture.with { server in
            var generator = SeededGenerator(seed: 20)
            let bytes = (0..<3_000_001).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let path = "/api/v1/blobs/\(Digest(hashing: bytes))"
            let stored = try await server.send("PUT", path, body: bytes)
            #expect(stored.status == 201)
            let back = try await server.send("GET", path)
            #expect(back.body == bytes)
        }
    }

    @Test("A damaged blob is not passed on as whole")
    func damaged() async throws {
        try await ServerFixture.with { server in
            let bytes = [UInt8](repeating: 1, count: 600_000)
            let digest = try await server.blobs.put(bytes)
            let path = server.blobs.path(of: digest)
            let outcome = try await runProgram([
                "sh", "-c", "chmod u+w '\(path)' && printf x | dd of='\(path)' conv=notrunc 2>/dev/null",
            ])
            #expect(outcome.exitCode == 0)
            await #expect(throws: (any Error).self) { try await server.send("GET", "/api/v1/blobs/\(digest)") }
        }
    }

    @Test("Values and files of a run are served, and a page of theirs is only saved, never shown")
    func values() async throws {
        try await ServerFixture.with { server in
            let id = try await server.recordOneRun()
            let file = try await server.blobs.put(Array("a,b\n".utf8))
            let folder =
                #"{"strataDirectory":{"entries":[{"path":"x/ä b.csv","digest":"\#(file)","size":4,"isExecutable":false}]}}"#
            var page = Samples.artifact("<script>alert(1)</script>")
            page.reference.mediaType = "text/html"
            let inputs = [
                RunInput(name: "data", artifact: Samples.artifact(folder)), RunInput(name: "page", artifact: page),
            ]
            try await server.recordSecondRun(of: id, inputs: inputs)
            let base = "/api/v1/runs/\(id).1/inputs"
            let value = try await server.send("GET", base + "/data/value")
            #expect(value.text == folder && value.headers["content-type"] == "application/json")
            let csv = try await server.send("GET", base + "/data/files/x/%C3%A4%20b.csv")
            #expect(csv.text == "a,b\n" && csv.headers["content-disposition"]?.contains("%C3%A4%20b.csv") == true)
            let html = try await server.send("GET", base + "/page/value")
            #expect(html.headers["content-type"] == "application/octet-stream")
            #expect(html.headers["content-disposition"]?.hasPrefix("attachment") == true)
            for path in ["x", "../x", "%2e%2e/x", "x/%C3%A4%20b.csv/.."] {
                let answer = try await server.send("GET", base + "/data/files/" + path)
                #expect([400, 404].contains(answer.status), "\(path)")
            }
            #expect(try await server.send("GET", base + "/page/files/x").status == 404)
        }
    }
}
