import Foundation
import HTTPTypes
import StrataAPI
import StrataServer
import StrataServerTestSupport
import Testing

/// The document against the routes.
@Suite("OpenAPI document")
struct OpenAPITests {
    private struct Document: Decodable {
        var openapi: String
        var paths: [String: [String: Operation]]
        var components: Components

        struct Operation: Decodable {
            var operationId: String
            var summary: String
            var responses: [String: Response]
        }

        struct Response: Decodable {
            var ref: String?

            private enum CodingKeys: String, CodingKey {
                case ref = "$ref"
            }
        }

        struct Components: Decodable {
            var schemas: [String: Anything]
            var responses: [String: Anything]
        }

        struct Anything: Decodable {}
    }

    /// Pages for people, which the document leaves out.
    private static func isPage(_ path: String) -> Bool {
        !path.hasPrefix("/api/") && !["/healthz", "/readyz", "/metrics"].contains(path)
    }

    @Test("says just what the server answers")
    func routes() async throws {
        try await ServerFixture.with { server in
            let answer = try await server.send("GET", "/api/v1/openapi.json")
            #expect(answer.status == 200 && answer.headers["content-type"] == "application/json")
            let document = try answer.value(Document.self)
            #expect(document.openapi.hasPrefix("3.1"))
            let written = Set(
                document.paths.flatMap { path, operations in operations.keys.map { "\($0.uppercased()) \(path)" } }
            )
            let served = Set(
                server.catalog.entries.filter { !Self.isPage($0.path) }.map {
                    "\($0.method.rawValue) \($0.path.replacingOccurrences(of: "**", with: "{path}"))"
                }
            )
            #expect(written.subtracting(served) == [], "in the document alone")
            #expect(served.subtracting(written) == [], "not in the document")
        }
    }

    @Test("names each operation once, and refers only to what it has")
    func references() async throws {
        try await ServerFixture.with { server in
            let answer = try await server.send("GET", "/api/v1/openapi.json")
            let document = try answer.value(Document.self)
            let operations = document.paths.values.flatMap(\.values)
            #expect(Set(operations.map(\.operationId)).count == operations.count)
            #expect(operations.allSatisfy { !$0.summary.isEmpty && $0.responses.count > 1 })
            let references = Set(
                answer.text.matches(of: /"#\/components\/(schemas|responses)\/(\w+)"/).map { ($0.1, $0.2) }.map {
                    "\($0)/\($1)"
                }
            )
            let known = Set(document.components.schemas.keys.map { "schemas/\($0)" })
                .union(document.components.responses.keys.map { "responses/\($0)" })
            #expect(references.subtracting(known) == [])
            #expect(
                known.subtracting(references).subtracting(["schemas/RunEvent", "schemas/ListEvent", "schemas/LogPage"])
                    == []
            )
        }
    }
}
