import Foundation
import StrataEngine
import StrataModel
import StrataTestSupport
import Testing

@testable import StrataCommands

/// Runs the built program on values small and large, files and directories.
@Suite(.timeLimit(.minutes(10))) struct ArtifactCommandTests {
    /// Makes an output, its blobs in the store.
    private typealias Output = (SampleStore) async throws -> ArtifactRecord

    /// A pipeline run whose root has this output.
    private func withOutput(
        _ output: Output,
        _ body: (CommandLineTool, String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let store = try SampleStore(home: folder)
            var root = Sample.run(0, below: nil, 0)
            root.output = try await output(store)
            try await store.record(Sample.pipelineRun(try Sample.id("abcd")), [root])
            try await body(CommandLineTool(home: folder), folder)
        }
    }

    private func blob(_ bytes: [UInt8], _ store: SampleStore) async throws -> ArtifactRecord {
        let digest = try await store.blobs.put(bytes)
        return ArtifactRecord(reference: ArtifactReference(digest: digest, size: Int64(bytes.count), type: "Data"))
    }

    @Test("a value comes out as its bytes, and is never written over without --force")
    func inline() async throws {
        let json = "{ \"b\": 1.0 }"
        let output: Output = { _ in Sample.artifact(json, type: "R") }
        try await withOutput(output) { strata, folder in
            let outcome1 = try await strata.run("artifact", "latest", "output")
            #expect(outcome1.output == json)
            let file = folder + "/out.json"
            let outcome2 = try await strata.run("artifact", "latest", "output", "-o", file)
            #expect(outcome2.exitCode == 0)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == json)
            try Data("mine".utf8).write(to: URL(filePath: file))
            let refused = try await strata.run("artifact", "latest", "output", "-o", file)
            #expect(refused.exitCode == 1)
            #expect(refused.errors.contains("is there already.\nName another file, or add --force"))
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
            let outcome3 = try await strata.run("artifact", "latest", "output", "-o", file, "--force")
            #expect(outcome3.exitCode == 0)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == json)
        }
    }

    @Test("a large value comes from the blob store, and a damaged one is refused")
    func large() async throws {
        let bytes = [UInt8]("[\(String(repeating: "1,", count: 100_000))1]".utf8)
        let output: Output = { try await blob(bytes, $0) }
        try await withOutput(output) { strata, folder in
            let outcome4 = try await strata.run("artifact", "latest", "output")
            #expect(outcome4.output.utf8.count == bytes.count)
            let digest = Digest(hashing: bytes).hexadecimal
            let path = "\(folder)/blobs/sha256/\(digest.prefix(2))/\(digest.dropFirst(2))"
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            try Data("[2]".utf8).write(to: URL(filePath: path))
            let outcome = try await strata.run("artifact", "latest", "output", "--output", folder + "/x")
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.hasPrefix("error: "))
            #expect(!FileManager.default.fileExists(atPath: folder + "/x"))
        }
    }

    @Test("a damaged large value is refused before any of it is printed")
    func damagedIsNotPrinted() async throws {
        let bytes = [UInt8](repeating: 7, count: 3_000_000)
        let output: Output = { try await blob(bytes, $0) }
        try await withOutput(output) { strata, folder in
            let digest = Digest(hashing: bytes).hexadecimal
            let path = "\(folder)/blobs/sha256/\(digest.prefix(2))/\(digest.dropFirst(2))"
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            // The last byte: all pieces before the last are as they were.
            try Data(bytes.dropLast() + [8]).write(to: URL(filePath: path))
            let outcome = try await strata.run("artifact", "latest", "output")
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("is damaged"))
            #expect(outcome.errors.contains("run the pipeline again"))
            #expect(outcome.output.isEmpty)
        }
    }

    @Test(
        "'show' previews the beginning of a large value, and says only its size once it is damaged",
        arguments: [10_000, 1_000_000]
    )
    func previewOfLarge(_ count: Int) async throws {
        let bytes = [UInt8]("[\(String(repeating: "1,", count: count))1]".utf8)
        let output: Output = { try await blob(bytes, $0) }
        try await withOutput(output) { strata, folder in
            let shown = try await strata.run("show", "latest").output
            #expect(shown.contains("Output\n  Data  [1,1,1,1,1,"))
            #expect(shown.hasSuffix("… (\(SizeText.text(Int64(bytes.count))))\n"))
            let digest = Digest(hashing: bytes).hexadecimal
            try FileManager.default.removeItem(
                atPath: "\(folder)/blobs/sha256/\(digest.prefix(2))/\(digest.dropFirst(2))"
            )
            let damaged = try await strata.run("show", "latest").output
            #expect(damaged.hasSuffix("Data  (\(SizeText.text(Int64(bytes.count))), stored as a blob)\n"))
        }
    }

    @Test("a file artifact writes the file's content")
    func file() async throws {
        let output: Output = { store in
            let digest = try await store.blobs.put(Array("a,b".utf8))
            return Sample.artifact(
                #"{"strataFile":{"digest":"\#(digest)","name":"x.csv","size":3}}"#,
                type: "FileArtifact"
            )
        }
        try await withOutput(output) { strata, folder in
            let outcome = try await strata.run("artifact", "latest", "output", "-o", "x.csv")
            #expect(outcome.errors == "Wrote the file x.csv, 3 B to x.csv.\n")
            #expect(try String(contentsOfFile: folder + "/x.csv", encoding: .utf8) == "a,b")
        }
    }

    @Test(
        "a directory artifact writes its files, none of them outside",
        arguments: [("a/b.txt", true), ("../b.txt", false), ("/tmp/b.txt", false), ("a/../../b.txt", false)]
    )
    func directory(_ path: String, _ isAccepted: Bool) async throws {
        let output: Output = { store in
            let digest = try await store.blobs.put(Array("text".utf8))
            let entry = #"{"digest":"\#(digest)","isExecutable":true,"path":"\#(path)","size":4}"#
            return Sample.artifact(#"{"strataDirectory":{"entries":[\#(entry)]}}"#, type: "DirectoryArtifact")
        }
        try await withOutput(output) { strata, folder in
            let outcome = try await strata.run("artifact", "latest", "output", "-o", "out/d")
            #expect(outcome.exitCode == (isAccepted ? 0 : 1))
            guard isAccepted else {
                #expect(outcome.errors.contains("would lie outside of it"))
                #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
                return
            }
            let file = folder + "/out/d/a/b.txt"
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "text")
            #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o755)
            let outcome5 = try await strata.run("artifact", "latest", "output", "-o", "out/d")
            #expect(outcome5.errors.contains("not empty"))

            try FileManager.default.removeItem(atPath: folder + "/out/d/a")
            try FileManager.default.createSymbolicLink(atPath: folder + "/out/d/a", withDestinationPath: folder)
            let linked = try await strata.run("artifact", "latest", "output", "-o", "out/d", "--force")
            #expect(linked.errors.contains("is in the way"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/b.txt"))
        }
    }
}
