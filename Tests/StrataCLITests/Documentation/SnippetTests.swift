import Foundation
import StrataConfiguration
import Testing

@testable import StrataCommands

/// Holds the documents' Swift to sources that are compiled.
@Suite("Snippets")
struct SnippetTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static let documents = [
        "README.md", "Documentation/Authoring.md", "Documentation/Images.md", "Documentation/Server.md",
        "Examples/Digits/README.md",
    ]

    /// The Swift blocks of a document, in order.
    private static func snippets(of document: String) throws -> [String] {
        let text = try String(contentsOf: root.appending(path: document), encoding: .utf8)
        return text.components(separatedBy: "```swift\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
    }

    /// What is compiled: the package that `strata new` writes, the example, and the guide's own sources.
    private static func compiled() throws -> [String] {
        var sources = [PipelineTemplate.source("Hello"), PipelineTemplate.tests("Hello")]
        for folder in ["Examples/Digits", "Tests/StrataTests/Documentation", "Tests/StrataClientTests/Documentation"] {
            let folder = root.appending(path: folder)
            let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            for path in paths where path.hasSuffix(".swift") && !path.contains(".build") {
                sources.append(try String(contentsOf: folder.appending(path: path), encoding: .utf8))
            }
        }
        return sources
    }

    @Test("of the documents stand in sources that are compiled", arguments: Self.documents)
    func compiles(document: String) throws {
        let sources = try Self.compiled()
        for snippet in try Self.snippets(of: document) {
            // Declaration by declaration: a document may leave out what stands between them.
            for part in snippet.components(separatedBy: "\n\n") {
                let part = part.trimmingCharacters(in: .newlines)
                #expect(sources.contains { $0.contains(part) }, "\(document): no source has:\n\(part)")
            }
        }
    }

    @Test("of strata.yaml are read without complaint", arguments: ["README.md", "Documentation/Images.md"])
    func configurations(document: String) throws {
        let text = try String(contentsOf: Self.root.appending(path: document), encoding: .utf8)
        let blocks = text.components(separatedBy: "```yaml\n").dropFirst()
        #expect(!blocks.isEmpty)
        for block in blocks {
            let yaml = block.components(separatedBy: "```").first ?? ""
            #expect(throws: Never.self) { try ImagesConfiguration.parse(yaml, file: document, environment: [:]) }
        }
    }

    @Test("there are some")
    func present() throws {
        #expect(try !Self.snippets(of: "README.md").isEmpty)
    }
}
