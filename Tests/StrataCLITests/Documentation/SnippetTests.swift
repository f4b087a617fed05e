import Foundation
import Testing

@testable import StrataCommands

/// Holds the documents' Swift to sources that are compiled.
@Suite("Snippets")
struct SnippetTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The Swift blocks of a document, in order.
    private static func snippets(of document: String) throws -> [String] {
        let text = try String(contentsOf: root.appending(path: document), encoding: .utf8)
        return text.components(separatedBy: "```swift\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
    }

    /// What is compiled: the package that `strata new` writes, and the example.
    private static func compiled() throws -> [String] {
        var sources = [PipelineTemplate.source("Hello"), PipelineTemplate.tests("Hello")]
        let example = root.appending(path: "Examples/Digits")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: example.path)
        for path in paths where path.hasSuffix(".swift") && !path.contains(".build") {
            sources.append(try String(contentsOf: example.appending(path: path), encoding: .utf8))
        }
        return sources
    }

    @Test("of the documents stand in sources that are compiled", arguments: ["README.md", "Examples/Digits/README.md"])
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

    @Test("there are some")
    func present() throws {
        #expect(try !Self.snippets(of: "README.md").isEmpty)
    }
}
