import NIOCore
import StrataServerTestSupport
import StrataTestSupport
import Testing

@testable import StrataServer

/// Answers compressed for those who take them so.
@Suite("Compression")
struct CompressionTests {
    @Test(
        "gzip is used where the client takes it no less gladly than none",
        arguments: [
            ("gzip", true), ("gzip, deflate, br", true), ("GZIP;q=0.5", true), ("*", true), ("x-gzip", true),
            ("br, *;q=0.1", true),
            ("gzip;q=0", false), ("identity", false), ("gzip;q=0, *", false), ("gzip;q=0.5, identity;q=0.8", false),
            ("br", false), ("", false), ("gzip;q=nonsense", false), ("gzip ; q=1", true), (";;,,", false),
            ("*;q=0", false),
        ]
    )
    func acceptEncoding(header: String, isTaken: Bool) {
        #expect(AcceptEncoding.takesGzip(header) == isTaken)
    }

    @Test("A long text comes compressed to curl, which gets back what comes uncompressed; short ones and bytes do not")
    func curl() async throws {
        try await ServerFixture.with { server in
            let address = server.address + "/api/v1/openapi.json"
            let plain = try await runProgram(["curl", "-s", address])
            let compressed = try await runProgram(["curl", "-s", "--compressed", address])
            #expect(!plain.output.isEmpty && plain.output == compressed.output)
            let headers = try await runProgram(["curl", "-sI", "-X", "GET", "-H", "Accept-Encoding: gzip", address])
                .output
            #expect(headers.contains("Content-Encoding: gzip") && headers.contains("Vary: Accept-Encoding"))
            #expect(headers.contains(#"ETag: W/""#))
            let size = "%{size_download}"
            let small = try await runProgram([
                "curl", "-s", "-o", "/dev/null", "-w", size, "-H", "Accept-Encoding: gzip", address,
            ])
            #expect((Int(small.output) ?? .max) * 4 < plain.output.utf8.count)
            let short = try await runProgram([
                "curl", "-si", "-H", "Accept-Encoding: gzip", server.address + "/api/v1/version",
            ])
            #expect(!short.output.contains("Content-Encoding") && short.output.contains("Vary: Accept-Encoding"))
        }
    }

    @Test("An entity tag that came with a compressed answer is known again")
    func weakTag() async throws {
        try await ServerFixture.with { server in
            let path = "/api/v1/openapi.json"
            let answer = try await server.send("GET", path, headers: ["Accept-Encoding": "gzip"])
            let tag = try #require(answer.headers["etag"])
            #expect(try await server.send("GET", path, headers: ["If-None-Match": tag]).status == 304)
        }
    }
}
