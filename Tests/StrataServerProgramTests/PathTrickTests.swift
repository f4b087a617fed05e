import Foundation
import StrataModel
import StrataTestSupport
import Testing

/// Asks the built server for what lies beside what it serves.
@Suite("A server that is asked for other files", .timeLimit(.minutes(5)))
struct PathTrickTests {
    /// Ways up, as they may stand on the wire.
    static let ways = [
        "../../metadata.sqlite", "..%2f..%2fmetadata.sqlite", "%2e%2e/%2e%2e/metadata.sqlite",
        "%2e%2e%2f%2e%2e%2fmetadata.sqlite", "..%5c..%5cmetadata.sqlite", "..%c0%af..%c0%afmetadata.sqlite",
        "%252e%252e%252fmetadata.sqlite", "....//....//metadata.sqlite", "/etc/passwd", "%2fetc%2fpasswd",
        "sha256:../../metadata.sqlite", "sha256:%2e%2e%2f%2e%2e%2fmetadata.sqlite",
        "sha256%3a..%2f..%2fmetadata.sqlite", "sha256:" + String(repeating: "a", count: 64) + "%00.png",
        "sha256:" + String(repeating: "a", count: 64) + "/../../metadata.sqlite",
        "sha256:" + String(repeating: "A", count: 64), "sha512:" + String(repeating: "a", count: 128), "%00",
        "%zz", "%", "%ff%fe", String(repeating: "a", count: 8000), "base.css%00.js", ".", "..",
        "Templates%2fbase.mustache", "../Templates/base.mustache",
    ]
    private static let run = "00000000000000000000000000000000.0"
    static let places = [
        "/api/v1/blobs/", "/assets/", "/api/v1/runs/\(run)/output/files/", "/api/v1/runs/\(run)/inputs/",
        "/api/v1/runs/\(run)/inputs/x/files/", "/api/v1/runs/", "/api/v1/pipeline-runs/", "/runs/",
        "/pipeline-runs/", "/api/v1/functions/", "/api/v1/keys/", "/",
    ]

    @Test("gives none of them")
    func ways() async throws {
        try await withServer { server in
            for place in Self.places {
                for way in Self.ways {
                    for method in ["GET", "HEAD", "PUT"] {
                        let request =
                            "\(method) \(place)\(way) HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nConnection: close\r\n"
                        let body = method == "PUT" ? "Content-Length: 1\r\n\r\nx" : "\r\n"
                        let answer = try await RawConnection.run(to: server.port) { reader, writer in
                            try? await writer.send(request + body)
                            return await reader.read(for: .seconds(20))
                        }
                        let comment: Comment = "\(method) \(place)\(way.prefix(100)): \(answer.text.prefix(300))"
                        #expect(answer.isClosed, comment)
                        let status = answer.text.firstMatch(of: /^HTTP\/1\.1 (\d{3})/).flatMap { Int($0.output.1) }
                        let isServed =
                            (place == "/" || place == "/runs/") && method != "PUT" && [".", ".."].contains(way)
                        #expect(isServed || (400..<500).contains(status ?? 0), comment)
                        #expect(!answer.text.contains("SQLite format"), comment)
                        #expect(!answer.text.contains("root:x:"), comment)
                    }
                }
            }
            let files = try FileManager.default.subpathsOfDirectory(atPath: server.home)
            #expect(!files.contains { $0.contains("passwd") || $0.contains(".png") })
        }
    }
}
