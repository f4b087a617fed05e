import Foundation
import StrataTestSupport
import Testing

@Suite("The tool behind the plugin BaseImageTags")
struct TagsToolTests {
    @Test("writes what compiles, and a base image that is gone compiles no more")
    func compiling() async throws {
        try await withTemporaryFolder { folder in
            let tool = TagsTool(folder: folder)
            let first = try await tool.run("bases:\n  cuda: nvidia/cuda:${NOT_SET}\n  python-3.12: python\n")
            #expect(first.exitCode == 0, "\(first.errors)")
            let uses = [".cuda", ".python3_12", ".default", "\"cuda\"", "nil"]
            let (isValid, errors) = try await tool.compile(uses)
            #expect(isValid, "\(errors)")

            let second = try await tool.run("bases:\n  python-3.12: python\n")
            #expect(second.exitCode == 0)
            let later = try await tool.compile(uses)
            #expect(!later.isValid)
            #expect(later.errors.contains("Pipeline.swift:3:"))
            #expect(later.errors.contains("has no member 'cuda'"))
            #expect(!later.errors.contains("has no member 'python3_12'"))
        }
    }

    @Test(
        "writes what compiles for tags that mean something in Swift, and for those that say something else to optionals"
    )
    func words() async throws {
        let same = [
            "Any", "Self", "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue",
            "default",
            "defer", "deinit", "do", "each", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
            "func",
            "guard", "if", "import", "in", "inout", "internal", "is", "let", "nil", "open", "operator", "package",
            "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "static", "struct",
            "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
            "some_",
            "map", "flatMap", "rawValue", "hashValue", "RawValue", "description", "encode", "hash", "String", "unowned",
        ]
        let others = ["none", "some", "init", "self", "Type", "Protocol"]
        let changed = ["cuda-12.4": "cuda12_4", "3.11": "_3_11", "CUDA-runtime": "cudaRuntime"]
        try await withTemporaryFolder { folder in
            let tool = TagsTool(folder: folder)
            let tags = same.filter { $0 != "some_" } + others + changed.keys.sorted()
            let text = "bases:\n" + tags.map { "  \"\($0)\": debian\n" }.joined()
            let outcome = try await tool.run(text)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let names = same.filter { $0 != "some_" } + others.map { $0 + "_" } + changed.values
            let (isValid, errors) = try await tool.compile(names.map { ".\($0)" })
            #expect(isValid, "\(errors)")
        }
    }

    @Test("writes 'default' alone where there is no file")
    func absent() async throws {
        try await withTemporaryFolder { folder in
            let tool = TagsTool(folder: folder)
            let outcome = try await tool.run(nil)
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let source = try tool.source()
            #expect(source.split(separator: "static let").count == 2)
            let (isValid, errors) = try await tool.compile([".default"])
            #expect(isValid, "\(errors)")
        }
    }

    @Test("prefers the first place that has a file")
    func places() async throws {
        try await withTemporaryFolder { folder in
            let tool = TagsTool(folder: folder)
            try FileManager.default.createDirectory(atPath: folder + "/Sources", withIntermediateDirectories: true)
            try Data("bases: {near: a}".utf8).write(to: URL(filePath: folder + "/Sources/strata.yaml"))
            let outcome = try await tool.run("bases: {far: a}")
            #expect(outcome.exitCode == 0)
            let source = try tool.source()
            #expect(source.contains("static let near") && !source.contains("far"))
        }
    }

    @Test("says that edits will go unseen where the build was planned without the file")
    func unwatched() async throws {
        try await withTemporaryFolder { folder in
            let tool = TagsTool(folder: folder)
            let absent = try await tool.run(nil, "--unwatched")
            #expect(absent.exitCode == 0 && absent.errors.isEmpty)
            let present = try await tool.run("bases: {cuda: a}", "--unwatched")
            #expect(present.exitCode == 0)
            #expect(
                present.errors.hasPrefix("\(tool.configuration):1:1: warning: ")
                    && present.errors.contains("Package.swift")
            )
            let source = try tool.source()
            #expect(source.contains("static let cuda"))
        }
    }

    @Test("leaves a file alone that is up to date, and writes the same bytes again")
    func unchanged() async throws {
        try await withTemporaryFolder { folder in
            let tool = TagsTool(folder: folder)
            func file() throws -> Int? {
                try FileManager.default.attributesOfItem(atPath: tool.output)[.systemFileNumber] as? Int
            }
            _ = try await tool.run("base: debian:12\n")
            let (first, source) = (try file(), try tool.source())
            _ = try await tool.run("base: debian:12  # the same\n")
            let second = try file()
            #expect(second == first)
            _ = try await tool.run("base: debian:11\n")
            let other = try tool.source()
            #expect(other != source)
            _ = try await tool.run("base: debian:12\n")
            let again = try tool.source()
            #expect(again == source)
        }
    }

    @Test("tells all that is wrong as compilers do, and writes nothing")
    func errors() async throws {
        try await withTemporaryFolder { folder in
            let tool = TagsTool(folder: folder)
            let outcome = try await tool.run("base: scratch\nbases:\n  cuda: {imag: a}\n")
            #expect(outcome.exitCode == 1)
            #expect(
                outcome.errors.split(separator: "\n").map(String.init) == [
                    "\(tool.configuration):1:7: error: 'scratch' is no image that a registry has; write 'strata:minimal' for "
                        + "the built-in base image",
                    "\(tool.configuration):3:3: error: 'bases.cuda' has no 'image'; name one, or 'strata:minimal' for the "
                        + "built-in base image",
                    "\(tool.configuration):3:10: error: unknown key 'imag' in bases.cuda; did you mean 'image'?",
                ]
            )
            #expect(!FileManager.default.fileExists(atPath: tool.output))
        }
    }

    @Test("cannot be called without saying from what to what")
    func usage() async throws {
        let tool = try #require(builtProgram("StrataTagsTool"))
        let outcome = try await runProgram([tool])
        #expect(outcome.exitCode == 2)
    }
}
