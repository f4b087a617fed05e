import Foundation
import Strata
import StrataModel
import StrataStore
import StrataTestSupport
import Testing

@testable import Strata

@Suite("File and directory artifacts", .timeLimit(.minutes(10)))
struct FileArtifactTests {
    @Test("pass through pipelines of both runners, and can be read after them", arguments: [true, false])
    func passThrough(isRecorded: Bool) async throws {
        try await withTemporaryFolder { folder in
            let runner: any Runner = isRecorded ? LocalRunner(home: folder + "/home") : SilentRunner()
            let file = try await runner.run(FileSteps.write("hello"))
            #expect(file.name == "note.txt")
            #expect(file.size == 5)
            #expect(try await file.data() == Data("hello".utf8))
            let target = folder + "/copy"
            try await file.copy(to: URL(filePath: target))
            #expect(try String(contentsOfFile: target, encoding: .utf8) == "hello")
            await #expect(throws: (any Error).self) { try await file.copy(to: URL(filePath: target)) }
        }
    }

    @Test("that one runner made are kept by the next one as well")
    func moveBetweenStores() async throws {
        try await withTemporaryFolder { folder in
            let file = try await SilentRunner().run(FileSteps.write("from elsewhere"))
            let first = LocalRunner(home: folder + "/1")
            let result = try await first.result(of: FileSteps.read(file))
            #expect(result.output == "from elsewhere")
            let blobs = try StrataHome(path: folder + "/1").openBlobs()
            #expect(try await blobs.get(file.digest) == Array("from elsewhere".utf8))
            let mine = try await first.run(FileSteps.write("mine"))
            #expect(try await LocalRunner(home: folder + "/2").run(FileSteps.read(mine)) == "mine")
            #expect(try await StrataHome(path: folder + "/2").openBlobs().size(of: mine.digest) == 4)
        }
    }

    @Test("keep a folder's files, executable bits and inner links")
    func folders() async throws {
        try await withTemporaryFolder { folder in
            let root = URL(filePath: folder).appending(path: "in")
            let manager = FileManager.default
            try manager.createDirectory(at: root.appending(path: "a/b"), withIntermediateDirectories: true)
            try Data("x".utf8).write(to: root.appending(path: "a/b/ü.txt"))
            try Data("#!/bin/sh".utf8).write(to: root.appending(path: "run"))
            try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: root.path + "/run")
            try manager.createSymbolicLink(atPath: root.path + "/a/link", withDestinationPath: "../run")
            for runner in [LocalRunner(home: folder + "/home"), SilentRunner()] as [any Runner] {
                let input = try await DirectoryArtifact(contentsOf: root)
                let output = try await runner.run(FileSteps.bundle(input))
                #expect(output.entries == input.entries)
                #expect(output.entries.map(\.path) == ["a/b/ü.txt", "a/link", "run"])
                #expect(output.entries.map(\.isExecutable) == [false, false, true])
                let copy = folder + "/out-\(runner.name)"
                try await output.copy(to: URL(filePath: copy))
                #expect(try String(contentsOfFile: copy + "/a/link", encoding: .utf8) == "#!/bin/sh")
                #expect(manager.isExecutableFile(atPath: copy + "/run"))
            }
        }
    }

    @Test(
        "refuse links out of the folder, also by way of other links",
        arguments: [
            [("out", "/etc/passwd")], [("out", "..")], [("a/out", "../../secret")],
            [("here", "."), ("out", "here/../secret")],
        ]
    )
    func escapes(links: [(String, String)]) async throws {
        try await withTemporaryFolder { folder in
            let root = folder + "/in"
            try FileManager.default.createDirectory(atPath: root + "/a", withIntermediateDirectories: true)
            for (path, target) in links {
                try FileManager.default.createSymbolicLink(atPath: root + "/" + path, withDestinationPath: target)
            }
            let error = await #expect(throws: ArtifactError.self) {
                try await DirectoryArtifact(contentsOf: URL(filePath: root))
            }
            #expect(error?.message.contains("outside of the folder") == true)
        }
    }

    @Test(
        "refuse to write hostile entries",
        arguments: [
            #"{"path":"../x","size":0,"isExecutable":false,"digest":"D"}"#,
            #"{"path":"/x","size":0,"isExecutable":false,"digest":"D"}"#,
            #"{"path":"a/../../x","size":0,"isExecutable":false,"digest":"D"}"#,
            #"{"path":"x","size":0,"isExecutable":false,"link":"/etc"}"#,
            #"{"path":"l","size":0,"isExecutable":false,"link":"."},{"path":"l/m","size":0,"isExecutable":false,"link":".."}"#,
            #"{"path":"l","size":0,"isExecutable":false,"link":"a"},{"path":"l/m","size":0,"isExecutable":false,"digest":"D"}"#,
        ]
    )
    func hostileEntries(entries: String) async throws {
        let digest = Digest(hashing: [])
        let json = #"{"strataDirectory":{"name":"in","entries":["# + entries + "]}}"
        let bytes = Array(json.replacingOccurrences(of: "\"D\"", with: "\"\(digest)\"").utf8)
        try await withTemporaryFolder { folder in
            let path = folder + "/empty"
            try Data().write(to: URL(filePath: path))
            let codec = ArtifactCodec(DirectoryArtifact.self, spelled: "DirectoryArtifact")
            let decoded = try codec.decode(bytes, .local([digest: path])) as? DirectoryArtifact
            let hostile = try #require(decoded)
            let error = await #expect(throws: ArtifactError.self) {
                try await hostile.copy(to: URL(filePath: folder + "/out"))
            }
            #expect(error?.message.contains("lead out of it") == true)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["empty"])
        }
    }

    @Test("refuse names that lead elsewhere", arguments: ["../../etc/passwd", "/x", "..", "a/b"])
    func hostileNames(name: String) {
        let json = #"{"strataFile":{"digest":"\#(Digest(hashing: []))","size":0,"name":"\#(name)"}}"#
        #expect(throws: ArtifactError.self) { try Coding.decode(Array(json.utf8), as: FileArtifact.self) }
    }

    @Test("say so where the file changed after it became an artifact", arguments: [true, false])
    func changedFile(isRecorded: Bool) async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/data"
            try Data("original".utf8).write(to: URL(filePath: path))
            let file = try await FileArtifact(contentsOf: URL(filePath: path))
            let runner: any Runner = isRecorded ? LocalRunner(home: folder + "/home") : SilentRunner()
            let late = try await runner.result(of: FileSteps.spoil(file, at: path))
            // What was stored before the run began is safe from what happens to the file.
            let stillReads = late.error?.failure.message.contains("is not what it was") == true
            #expect(stillReads)
            let early = try await runner.result(of: FileSteps.read(file))
            #expect(early.error?.failure.cause == .artifact)
            #expect(early.error?.failure.message.contains("is not what it was when it became an artifact") == true)
        }
    }

    @Test("say so where there is no file, or no plain one")
    func missing() async throws {
        try await withTemporaryFolder { folder in
            for path in [folder + "/none", folder] {
                await #expect(throws: ArtifactError.self) { try await FileArtifact(contentsOf: URL(filePath: path)) }
            }
            await #expect(throws: ArtifactError.self) {
                try await DirectoryArtifact(contentsOf: URL(filePath: folder + "/none"))
            }
            #expect(mkfifo(folder + "/pipe", 0o600) == 0)
            let error = await #expect(throws: ArtifactError.self) {
                try await DirectoryArtifact(contentsOf: URL(filePath: folder))
            }
            #expect(error?.message.contains("neither a file, nor a folder, nor a link") == true)
        }
    }
}
